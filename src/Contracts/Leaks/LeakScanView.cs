namespace Gatehouse.Contracts.Leaks;

/// <summary>What <c>gatehouse leaks scan</c> says of one text.</summary>
/// <param name="Action">The strongest action among the findings, or <c>none</c>.</param>
/// <param name="Redacted">The text with a mark in the place of everything that blocks or redacts, or that was not looked through.</param>
/// <param name="Truncated">It holds more encoded data than can be looked through: the findings may not be all.</param>
public sealed record LeakScanView(IReadOnlyList<LeakFindingView> Findings, string Action, string Redacted, bool Truncated);
