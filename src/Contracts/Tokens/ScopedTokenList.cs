namespace Gatehouse.Contracts.Tokens;

/// <summary>Tokens of programs that were not taken back, newest first.</summary>
public sealed record ScopedTokenList(IReadOnlyList<ScopedTokenView> Tokens);
