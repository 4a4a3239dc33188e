using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Settings;

/// <summary>To put in force what can be; there is nothing to choose.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReloadRequest;
