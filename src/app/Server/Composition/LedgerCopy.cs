using Gatehouse.Contracts.Ledger;
using Gatehouse.Gate.Ledger;
using Gatehouse.Server.Endpoints;
using Gatehouse.Storage.Ledger;

namespace Gatehouse.Server.Composition;

/// <summary>Verifies a copy of a ledger without a server.</summary>
public static class LedgerCopy
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static VerificationView Verify(string path, ExportedHead? kept)
    {
        using var file = LedgerFile.OpenForReading(path);
        return LedgerViews.View(file.Verify(kept is null ? null : new LedgerHead(kept.Seq, kept.Hash)));
    }
}
