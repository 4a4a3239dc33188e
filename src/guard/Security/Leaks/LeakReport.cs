namespace Gatehouse.Security.Leaks;

/// <summary>What a scan found, in order of position. Overlapping matches are all listed.</summary>
public sealed class LeakReport
{
    internal LeakReport(IReadOnlyList<LeakFinding> findings) => Findings = findings;

    public static LeakReport Clean { get; } = new([]);

    public IReadOnlyList<LeakFinding> Findings { get; }

    public bool IsClean => Findings.Count == 0;

    /// <summary>The strongest action among the findings; null when there are none.</summary>
    public LeakAction? Worst => IsClean ? null : Findings.Max(finding => finding.Action);
}
