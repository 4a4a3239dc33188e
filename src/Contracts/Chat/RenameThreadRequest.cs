using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>Gives a thread a title.</summary>
/// <param name="Title">1 to 200 characters on one line.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RenameThreadRequest(string ThreadId, string Title);
