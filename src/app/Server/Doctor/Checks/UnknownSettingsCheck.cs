using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Variables that look like ours and are none: a mistyped one leaves a setting other than its owner thinks.</summary>
internal sealed class UnknownSettingsCheck : IDoctorCheck
{
    private const string Own = "GATEHOUSE_";

    // Other programs have variables that begin so, too.
    private static readonly string[] Shared = ["LLM_", "AXON_WEB_"];

    public string Id => "settings.unknown";

    public string Good => "No variable looks like a mistyped setting.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        foreach (var name in facts.Given.Keys.Where(name => KnownSettings.Find(name) is null).Order(StringComparer.Ordinal))
        {
            var fix = $"Unset it, or set the one that was meant: {string.Join(", ", KnownSettings.Nearest(name))}.";
            if (name.StartsWith(Own, StringComparison.Ordinal))
            {
                yield return DoctorFinding.Fail($"{name} is set, and there is no such setting.", fix);
            }
            else if (Shared.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                yield return DoctorFinding.Warn($"{name} is set, and Gatehouse has no such setting.", fix);
            }
        }
    }
}
