using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>One thread in the list.</summary>
/// <param name="State">Idle, Processing or AwaitingApproval.</param>
public sealed record ThreadView(
    string Id,
    string State,
    int TurnCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Title = null,
    string ThreadType = "chat",
    string Channel = "gateway"
);
