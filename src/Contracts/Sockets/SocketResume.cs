using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Sockets;

/// <summary>As the first message of a WebSocket: go on behind this event, as <c>?after=</c> does.</summary>
/// <param name="Type">Always <c>resume</c>.</param>
/// <param name="After">The id of the last event that the client saw.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SocketResume(string Type, string After);
