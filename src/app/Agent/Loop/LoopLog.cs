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

    [LoggerMessage(
        3005,
        LogLevel.Warning,
        "{Effects} effects of the ledger, {First} to {Last}, belong to {Turns} turns that this database does not have: gatehouse.db is older than ledger.db. Nothing of them is run again; `gatehouse ledger show` lists them"
    )]
    public static partial void LedgerIsNewer(this ILogger logger, int effects, int turns, DateTimeOffset? first, DateTimeOffset? last);

    [LoggerMessage(3006, LogLevel.Warning, "{Approval} is withdrawn: its conversation is not in this database")]
    public static partial void QuestionLost(this ILogger logger, string approval);

    [LoggerMessage(3007, LogLevel.Warning, "What came of {Approval} was missing in its conversation and is put there from the ledger")]
    public static partial void ResultPlaced(this ILogger logger, string approval);

    [LoggerMessage(3008, LogLevel.Warning, "Turn {Turn} had been begun, says the ledger: it is closed and not run again")]
    public static partial void TurnWasBegun(this ILogger logger, string turn);

    [LoggerMessage(3004, LogLevel.Information, "Turn {Turn} was begun and left nothing: it runs again")]
    public static partial void TurnRunsAgain(this ILogger logger, string turn);
}
