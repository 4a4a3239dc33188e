using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>A <c>.env</c> file with a secret in it that other users can read.</summary>
internal sealed class EnvironmentFileCheck : IDoctorCheck
{
    /// <summary>A template with all its comments has 3 KB.</summary>
    private const int MaxBytes = 64 * 1024;

    public string Id => "environment.file";

    public string Good => "No .env file shows a secret to other users.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        foreach (
            var file in new[] { facts.Folder, facts.Home }.Distinct().Select(folder => Path.Combine(folder, ".env")).Where(File.Exists)
        )
        {
            if (FileModes.OpenToOthers(file) is { } open && HoldsSecret(file) is { } secret)
            {
                yield return DoctorFinding.Fail(
                    $"{file} holds {secret}, and other users of this machine may open it ({open}).",
                    $"chmod 600 '{file}', and change the secret if others may have read it."
                );
            }
        }
    }

    private static string? HoldsSecret(string file)
    {
        var bytes = new byte[MaxBytes];
        using var open = File.OpenHandle(file);
        var read = RandomAccess.Read(open, bytes, 0);
        return System
            .Text.Encoding.UTF8.GetString(bytes, 0, read)
            .Split('\n', StringSplitOptions.TrimEntries)
            .SelectMany(line =>
                KnownSettings.All.Where(setting =>
                    setting.IsSecret
                    && line.Replace("export ", "", StringComparison.Ordinal) is var plain
                    && plain.StartsWith(setting.Name + "=", StringComparison.Ordinal)
                    && plain.Length > setting.Name.Length + 1
                )
            )
            .Select(setting => setting.Name)
            .FirstOrDefault();
    }
}
