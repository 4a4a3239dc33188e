namespace Gatehouse.Contracts.Sockets;

/// <summary>Why a message over a WebSocket was not taken.</summary>
/// <param name="Type">Always <c>error</c>.</param>
public sealed record SocketError(string Type, string Message);
