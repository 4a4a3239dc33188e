namespace Gatehouse.Contracts.Surface;

/// <summary>One kind of connection that the server opens.</summary>
public sealed record OutgoingView(string Caller, string To, IReadOnlyList<string> Methods, string Limits);
