namespace Gatehouse.Server.Events;

/// <summary>How a subscriber is connected.</summary>
internal enum StreamKind
{
    EventStream,
    WebSocket,

    /// <summary>An event stream of the log, which gets none of the chat's events.</summary>
    LogStream,
}
