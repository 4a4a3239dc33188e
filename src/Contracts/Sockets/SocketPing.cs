using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Sockets;

/// <summary>Whether the server is there, over a WebSocket.</summary>
/// <param name="Type">Always <c>ping</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SocketPing(string Type);
