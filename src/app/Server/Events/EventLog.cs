using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Events;

/// <summary>Log lines of event streams and WebSockets. Never what is said on them.</summary>
internal static partial class EventLog
{
    [LoggerMessage(
        4101,
        LogLevel.Warning,
        "A subscriber was refused: {Most} event streams and WebSockets are open, or the server is stopping"
    )]
    public static partial void SubscriberRefused(this ILogger logger, int most);
}
