using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>What the owner says.</summary>
/// <param name="ThreadId">Where; null starts a new thread.</param>
/// <param name="Timezone">IANA name, for what "today" means.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SendRequest(string Content, string? ThreadId = null, string? Timezone = null);
