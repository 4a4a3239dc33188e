namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>What a deep scan found, in order of position.</summary>
/// <param name="IsTruncated">
/// More was wrapped than may be unwrapped (<see cref="DeepScan.MaxDecoded"/>), so a part was looked at as it stands only. Who lets a
/// text out of the machine on a stranger's word must then refuse it; who takes one in may go on.
/// </param>
public sealed record DeepReport(IReadOnlyList<DeepFinding> Findings, bool IsTruncated)
{
    public static DeepReport Clean { get; } = new([], IsTruncated: false);

    public bool IsClean => Findings.Count == 0;

    /// <summary>The strongest action among the findings; null when there are none.</summary>
    public LeakAction? Worst => IsClean ? null : Findings.Max(finding => finding.Action);

    /// <summary>The first finding that must not go on as it stands; null when there is none.</summary>
    public DeepFinding? Secret =>
        Findings.FirstOrDefault(finding => finding.Action == LeakAction.Block)
        ?? Findings.FirstOrDefault(finding => finding.Action == LeakAction.Redact);
}
