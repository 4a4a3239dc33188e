namespace Gatehouse.Contracts.Sessions;

/// <summary>Browsers that are signed in, most recently used first.</summary>
public sealed record SessionList(IReadOnlyList<SessionView> Sessions);
