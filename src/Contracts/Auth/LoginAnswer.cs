namespace Gatehouse.Contracts.Auth;

/// <summary>The half of the session that the page keeps; the cookie is the other.</summary>
public sealed record LoginAnswer(string PageKey, DateTimeOffset ExpiresAt);
