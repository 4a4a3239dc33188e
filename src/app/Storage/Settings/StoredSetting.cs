namespace Gatehouse.Storage.Settings;

/// <summary>A setting that the owner stored. Whether it counts is for others to say: the environment wins over it.</summary>
/// <param name="Time">When it was stored, UTC, milliseconds.</param>
public sealed record StoredSetting(string Name, string Value, DateTimeOffset Time);
