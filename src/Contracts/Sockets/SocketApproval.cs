using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Sockets;

/// <summary>The owner's answer to one question, over a WebSocket.</summary>
/// <param name="Type">Always <c>approval</c>.</param>
/// <param name="RequestId">Such as A12.</param>
/// <param name="Action">approve, always or deny.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SocketApproval(string Type, string RequestId, string Action, string? ThreadId = null);
