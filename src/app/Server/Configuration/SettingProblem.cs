namespace Gatehouse.Server.Configuration;

/// <summary>One setting that cannot be used.</summary>
/// <param name="Value">What was given; null when there is nothing to show or it is a secret.</param>
/// <param name="Allowed">What would work, as a sentence.</param>
/// <param name="File">The file in which it stands; null elsewhere.</param>
internal sealed record SettingProblem(string Name, string? Value, string Allowed, string? File = null)
{
    public override string ToString() => $"{Name}{(Value is null ? "" : $"={Value}")}{(File is null ? "" : $" in {File}")}: {Allowed}";
}
