using System.Text;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Sockets;
using Gatehouse.Server.Events;

namespace Gatehouse.Server.Sockets;

/// <summary>What the server says on a WebSocket, as UTF-8 JSON.</summary>
internal static class SocketFrames
{
    public static readonly byte[] Pong = """{"type":"pong"}"""u8.ToArray();

    /// <summary>An event around its own JSON. Names and ids are ours and need no escaping.</summary>
    public static byte[] Event(EventFrame frame) =>
        [
            .. Encoding.UTF8.GetBytes($$"""{"type":"event","event_type":"{{frame.Type}}","id":"{{frame.Id}}","data":"""),
            .. frame.Data,
            (byte)'}',
        ];

    public static byte[] Error(string message) =>
        JsonSerializer.SerializeToUtf8Bytes(new SocketError("error", message), GatehouseJson.Default.SocketError);
}
