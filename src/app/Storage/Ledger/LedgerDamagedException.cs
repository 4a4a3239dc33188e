namespace Gatehouse.Storage.Ledger;

/// <summary>What the Gate must know to go on cannot be read from <c>ledger.db</c>. The message is for the owner.</summary>
/// <remarks>Going on without the row could forget a stop, a revocation or money spent: the server does not start.</remarks>
public sealed class LedgerDamagedException(string what)
    : InvalidOperationException(
        $"The ledger is damaged: {what}. Run `gatehouse ledger verify` for the whole picture, and restore ledger.db from a backup."
    );
