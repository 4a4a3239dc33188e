using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Sockets;

/// <summary>What the owner says, over a WebSocket.</summary>
/// <param name="Type">Always <c>message</c>.</param>
/// <param name="ThreadId">Where; null starts a new thread.</param>
/// <param name="Timezone">IANA name, for what "today" means.</param>
/// <param name="Pasted">As of <see cref="Chat.SendRequest"/>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SocketSend(
    string Type,
    string Content,
    string? ThreadId = null,
    string? Timezone = null,
    IReadOnlyList<string>? Pasted = null
);
