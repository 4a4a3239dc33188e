namespace Gatehouse.Server.Events;

/// <summary>How a subscriber is connected.</summary>
internal enum StreamKind
{
    EventStream,
    WebSocket,
}
