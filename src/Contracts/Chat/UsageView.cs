namespace Gatehouse.Contracts.Chat;

/// <summary>Tokens that a turn used.</summary>
public sealed record UsageView(long InputTokens, long OutputTokens);
