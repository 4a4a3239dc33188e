namespace Gatehouse.Contracts.Completions;

/// <summary>The one choice of a streamed answer.</summary>
/// <param name="FinishReason">Null but in the last piece.</param>
public sealed record ChunkChoice(int Index, ChunkDelta Delta, string? FinishReason);
