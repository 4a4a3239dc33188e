using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate;

internal static partial class GateLog
{
    [LoggerMessage(1001, LogLevel.Error, "The ledger cannot be written; every effect is refused until the server is restarted")]
    public static partial void LedgerBroken(this ILogger logger, Exception cause);

    [LoggerMessage(1002, LogLevel.Error, "The driver of {Kind} broke in effect {Effect}")]
    public static partial void DriverBroke(this ILogger logger, string kind, string effect, Exception cause);

    [LoggerMessage(1003, LogLevel.Warning, "A pass was refused for effect {Effect}")]
    public static partial void PassRefused(this ILogger logger, string effect, Exception cause);

    [LoggerMessage(1004, LogLevel.Error, "The result of {Approval} could not be handed over; it is tried again")]
    public static partial void HandOverFailed(this ILogger logger, string approval, Exception cause);

    [LoggerMessage(1005, LogLevel.Warning, "The ledger does not verify: {Problem} at entry {Seq}")]
    public static partial void LedgerProblem(this ILogger logger, string problem, long seq);

    [LoggerMessage(1006, LogLevel.Information, "Effect {Effect} was open at the last stop and is closed as {How}")]
    public static partial void ClosedOpenEffect(this ILogger logger, string effect, string how);

    [LoggerMessage(
        1007,
        LogLevel.Warning,
        "ledger.key is not the key {Before} that signed the ledger's checkpoints up to entry {Seq}: {Key} signs from here on. If you did not move it, somebody else did"
    )]
    public static partial void LedgerRekeyed(this ILogger logger, string before, string key, long seq);

    [LoggerMessage(
        1008,
        LogLevel.Warning,
        "The clock is far from where it was last: old bodies are not dropped until it has gone evenly for an hour"
    )]
    public static partial void RetentionWaits(this ILogger logger);

    [LoggerMessage(
        1011,
        LogLevel.Warning,
        "ledger.db has {Entries} entries and no checkpoint, though its key {Key} is not new: somebody took them away, or put an older ledger there"
    )]
    public static partial void CheckpointsGone(this ILogger logger, string key, long entries);

    [LoggerMessage(1009, LogLevel.Error, "Old bodies could not be dropped; the next start tries again")]
    public static partial void RetentionFailed(this ILogger logger, Exception cause);

    [LoggerMessage(1010, LogLevel.Warning, "80 % of today's budget {Setting} is used: {Used} of {Limit}")]
    public static partial void BudgetNearlyUsed(this ILogger logger, string setting, string used, string limit);
}
