using Microsoft.Extensions.Logging;

namespace Gatehouse.Agent.Loop;

internal static partial class LoopLog
{
    [LoggerMessage(3001, LogLevel.Error, "Turn {Turn} of thread {Thread} broke")]
    public static partial void TurnBroke(this ILogger logger, string thread, string turn, Exception cause);

    [LoggerMessage(3002, LogLevel.Error, "The lane of thread {Thread} could not take its next turn")]
    public static partial void LaneFailed(this ILogger logger, string thread, Exception cause);

    [LoggerMessage(
        3003,
        LogLevel.Warning,
        "Turn {Turn} was cut off when the server stopped: {Steps} steps are kept, {Dangling} calls were closed"
    )]
    public static partial void TurnInterrupted(this ILogger logger, string turn, int steps, int dangling);

    [LoggerMessage(3004, LogLevel.Information, "Turn {Turn} was begun and left nothing: it runs again")]
    public static partial void TurnRunsAgain(this ILogger logger, string turn);
}
