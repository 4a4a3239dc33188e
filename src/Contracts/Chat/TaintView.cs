namespace Gatehouse.Contracts.Chat;

/// <summary>Something untrusted that a turn has seen.</summary>
public sealed record TaintView(string Source, string Kind);
