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
        return Against(kept, LedgerViews.View(file.Verify(kept is null ? null : new LedgerHead(kept.Seq, kept.Hash))));
    }

    /// <summary>Adds what is wrong with a kept head itself.</summary>
    public static VerificationView Against(ExportedHead? kept, VerificationView found) =>
        kept is not null && KeptHead.Problem(kept, found) is { } problem
            ? found with
            {
                Ok = false,
                Problems = [.. found.Problems, problem],
            }
            : found;
}
