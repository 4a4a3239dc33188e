using Gatehouse.Contracts.Ledger;
using Gatehouse.Contracts.Surface;

namespace Gatehouse.Server.Doctor;

/// <summary>What the running server says of itself.</summary>
/// <param name="Newest">The ledger's last entry; null when it is empty.</param>
/// <param name="UnmatchedEffects">Effects of the ledger whose turns its conversations did not have at the start.</param>
public sealed record RunningServer(SurfaceView Surface, VerificationView Ledger, LedgerEntryView? Newest, int UnmatchedEffects);
