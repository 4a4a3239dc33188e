using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>A text that the owner brought along with a message.</summary>
/// <param name="Preview">Its first 2,000 characters.</param>
/// <param name="Length">Characters of the whole.</param>
/// <param name="Dropped">True when the owner took it out of the conversation; left out otherwise.</param>
public sealed record PastedView(
    string Preview,
    int Length,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Dropped = null
);
