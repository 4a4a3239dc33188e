using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>Takes the untrusted texts out of a thread: they stay in the transcript, and the model does not see them any more.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UntaintRequest(string ThreadId);
