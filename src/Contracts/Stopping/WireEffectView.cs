namespace Gatehouse.Contracts.Stopping;

/// <summary>An effect that had already left when the stop came.</summary>
public sealed record WireEffectView(string EffectId, string Kind, string Line);
