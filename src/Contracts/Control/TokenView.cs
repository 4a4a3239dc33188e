namespace Gatehouse.Contracts.Control;

/// <summary>The bearer token of the running server.</summary>
public sealed record TokenView(string Token);
