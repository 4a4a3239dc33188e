using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Sockets;

/// <summary>Log lines of WebSockets. Never what is said on them.</summary>
internal static partial class SocketLog
{
    [LoggerMessage(4201, LogLevel.Error, "A message on a WebSocket failed")]
    public static partial void MessageFailed(this ILogger logger, Exception cause);
}
