using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>
/// Has the owner's last message answered again, or another one in its place. The first answer stays in the transcript and is not shown to
/// the model any more; its labels still count, and what was done stays done.
/// </summary>
/// <param name="TurnId">The turn of that message.</param>
/// <param name="Content">What is said instead; null for the same words. What was pasted goes along again.</param>
/// <param name="Timezone">IANA name, for what "today" means.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReplaceTurnRequest(string ThreadId, string TurnId, string? Content = null, string? Timezone = null);
