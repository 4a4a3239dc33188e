using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Settings;

/// <summary>What a setting is to become, written as in the environment.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SettingValue(string Value);
