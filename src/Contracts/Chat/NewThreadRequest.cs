using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>Asks for a new, empty thread. No members yet.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NewThreadRequest;
