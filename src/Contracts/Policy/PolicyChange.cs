namespace Gatehouse.Contracts.Policy;

/// <summary>Something that would make the decision another one.</summary>
/// <param name="Decision">What it would be then: allow, ask or deny.</param>
public sealed record PolicyChange(string Change, string Decision);
