using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>What the owner says.</summary>
/// <param name="ThreadId">Where; null starts a new thread.</param>
/// <param name="Timezone">IANA name, for what "today" means.</param>
/// <param name="Pasted">
/// Texts brought along, such as a mail to be summarised: up to 10. They are untrusted: the assistant reads them, and they do not speak for
/// the owner.
/// </param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SendRequest(string Content, string? ThreadId = null, string? Timezone = null, IReadOnlyList<string>? Pasted = null);
