using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>Deletes a thread with all that was said in it. The ledger keeps what was done.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DeleteThreadRequest(string ThreadId);
