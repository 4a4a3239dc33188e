namespace Gatehouse.Server.Configuration;

/// <summary>One setting that cannot be used.</summary>
/// <param name="Value">What was given; null when there is nothing to show or it is a secret.</param>
/// <param name="Allowed">What would work, as a sentence.</param>
internal sealed record SettingProblem(string Name, string? Value, string Allowed)
{
    public override string ToString() => Value is null ? $"{Name}: {Allowed}" : $"{Name}={Value}: {Allowed}";
}
