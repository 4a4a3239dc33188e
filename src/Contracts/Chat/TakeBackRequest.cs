using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>Takes a message back that waits behind an answer.</summary>
/// <param name="MessageId">What the send was answered with.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TakeBackRequest(string ThreadId, string MessageId);
