namespace Gatehouse.Storage.Ledger;

/// <summary>The file of the ledger's key holds no such key, or cannot be kept to its owner. The message is for the owner.</summary>
public sealed class LedgerKeyUnusableException(string path, string why)
    : IOException(
        $"{path} cannot be used: {why}. Put back the one that was there, or move it away: a new key is then made, and the ledger says so."
    );
