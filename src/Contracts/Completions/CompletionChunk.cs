using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Completions;

/// <summary>One piece of a streamed answer.</summary>
/// <param name="Created">Unix time, seconds; the same in all pieces, as the id is.</param>
/// <param name="Choices">Empty in the piece with the usage.</param>
public sealed record CompletionChunk(
    string Id,
    string Object,
    long Created,
    string Model,
    IReadOnlyList<ChunkChoice> Choices,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CompletionUsage? Usage = null
);
