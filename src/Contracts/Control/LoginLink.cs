namespace Gatehouse.Contracts.Control;

/// <summary>A fresh one-time link.</summary>
public sealed record LoginLink(string Url, DateTimeOffset ExpiresAt, int Port);
