namespace Gatehouse.Contracts.Stopping;

/// <summary>What a stop caught.</summary>
/// <param name="Cancelled">Effects that were cut off before they left.</param>
/// <param name="OnTheWire">Effects that had already left and cannot be called back.</param>
public sealed record StopReceiptView(int Cancelled, IReadOnlyList<WireEffectView> OnTheWire);
