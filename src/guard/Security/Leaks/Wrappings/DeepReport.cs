namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>What a deep scan found, in order of position.</summary>
/// <param name="Unread">
/// Stretches of the text that were looked at as they stand only, because more was wrapped than may be unwrapped
/// (<see cref="DeepScan.MaxDecoded"/>); in order, apart from each other. They may hold anything: <see cref="DeepScan.Redact(string)"/>
/// withholds them, and who lets a text out of the machine on a stranger's word must refuse it.
/// </param>
public sealed record DeepReport(IReadOnlyList<DeepFinding> Findings, IReadOnlyList<(int Start, int End)> Unread)
{
    public static DeepReport Clean { get; } = new([], []);

    /// <summary>Whether a part could not be looked through.</summary>
    public bool IsTruncated => Unread.Count > 0;

    /// <summary>Nothing was found, in all that was looked at: see <see cref="IsTruncated"/>.</summary>
    public bool IsClean => Findings.Count == 0;

    /// <summary>The strongest action among the findings; null when there are none.</summary>
    public LeakAction? Worst => IsClean ? null : Findings.Max(finding => finding.Action);

    /// <summary>The first finding that must not go on as it stands; null when there is none.</summary>
    public DeepFinding? Secret =>
        Findings.FirstOrDefault(finding => finding.Action == LeakAction.Block)
        ?? Findings.FirstOrDefault(finding => finding.Action == LeakAction.Redact);
}
