using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Stopping;

/// <summary>Log lines of the stop file.</summary>
internal static partial class StopFileLog
{
    [LoggerMessage(4401, LogLevel.Warning, "Everything is stopped: {Path} is there. Remove it, then: gatehouse resume")]
    public static partial void Stopped(this ILogger logger, string path);

    [LoggerMessage(4402, LogLevel.Error, "The stop file pulled the brake, and that could not be recorded")]
    public static partial void StopNotRecorded(this ILogger logger, Exception cause);

    [LoggerMessage(
        4403,
        LogLevel.Warning,
        "The system does not watch the home ({Reason}), so the stop file is only looked for, every two seconds"
    )]
    public static partial void NotWatched(this ILogger logger, string reason);
}
