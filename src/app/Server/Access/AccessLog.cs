using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Access;

/// <summary>Log lines of the front door. Methods and route names only, never a path, query or body.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(4001, LogLevel.Error, "Request {Method} {Route} failed")]
    public static partial void RequestFailed(this ILogger logger, string method, string route, Exception cause);

    [LoggerMessage(4003, LogLevel.Debug, "{Method} {Route} answered {Status}")]
    public static partial void Answered(this ILogger logger, string method, string route, int status);

    [LoggerMessage(4002, LogLevel.Warning, "Wrong credential from {Address} for {Route}")]
    public static partial void WrongCredential(this ILogger logger, string address, string route);
}
