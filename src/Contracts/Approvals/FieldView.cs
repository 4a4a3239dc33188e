using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Approvals;

/// <summary>One field of an effect, decoded from its stored bytes with everything invisible made visible.</summary>
/// <param name="Style">line, block, bytes, or grey for what the transport adds.</param>
public sealed record FieldView(
    string Name,
    string Value,
    string Style,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Size = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sha256 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Omitted = null
);
