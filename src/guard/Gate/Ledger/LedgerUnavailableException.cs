namespace Gatehouse.Gate.Ledger;

/// <summary>Nothing can be recorded, so nothing may happen. The message may reach the owner.</summary>
public sealed class LedgerUnavailableException(Exception cause)
    : Exception("The ledger cannot be written, so nothing may happen. Free disk space or mend permissions, then restart.", cause);
