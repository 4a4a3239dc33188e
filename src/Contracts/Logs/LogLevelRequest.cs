using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Logs;

/// <summary>How much is to be logged: <c>trace</c>, <c>debug</c>, <c>info</c>, <c>warn</c> or <c>error</c>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LogLevelRequest(string Level);
