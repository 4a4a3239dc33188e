namespace Gatehouse.Contracts.Unknowns;

/// <summary>Effects of which nobody knows whether they happened, oldest first.</summary>
public sealed record UnknownList(IReadOnlyList<UnknownView> Unknowns);
