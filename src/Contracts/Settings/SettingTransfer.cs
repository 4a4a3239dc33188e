using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Settings;

/// <summary>Stored settings by name, as they are exported and imported. No secrets.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SettingTransfer(IReadOnlyDictionary<string, string> Settings);
