namespace Gatehouse.Contracts.Logs;

/// <summary>How many entries this reader lost, because it read too slowly.</summary>
public sealed record DroppedEntries(long Dropped);
