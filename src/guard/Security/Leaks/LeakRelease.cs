namespace Gatehouse.Security.Leaks;

/// <summary>What a stream lets go: the text that is safe now, and what was found since the last release.</summary>
/// <param name="Text">Never holds a complete match that blocks or redacts, not even together with earlier releases.</param>
/// <param name="Findings">Positions count from the start of the stream. A match still growing is reported as far as it was seen.</param>
/// <param name="IsBlocked">A match that blocks was found: the caller ends the stream and replaces what it stored.</param>
public sealed record LeakRelease(string Text, IReadOnlyList<LeakFinding> Findings, bool IsBlocked)
{
    internal static LeakRelease Nothing { get; } = new("", [], IsBlocked: false);
}
