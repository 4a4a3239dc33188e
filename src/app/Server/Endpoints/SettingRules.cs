using Gatehouse.Security.Effects;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Endpoints;

/// <summary>Why a setting cannot be stored, in sentences for the owner.</summary>
internal static class SettingRules
{
    /// <summary>Longest value that is repeated or kept, in characters. The longest good one is a model's name.</summary>
    private const int MaxValue = 1_000;

    /// <summary>Longest unknown name that is repeated to the caller, who made it up.</summary>
    private const int MaxName = 100;

    public static string Unknown(string key) =>
        $"There is no setting {Shown(key)}. Nearest: {string.Join(", ", KnownSettings.Nearest(key))}. `gatehouse config show` lists all.";

    /// <summary>Why the setting is not stored at all; null when it can be.</summary>
    public static string? NotHere(KnownSetting setting, SettingBook book) =>
        setting.IsSecret ? $"{setting.Name} is a secret and there is no vault yet: set the environment variable {setting.Name} and restart."
        : setting.OnlyEnvironment is { } why
            ? $"{setting.Name} is set at the start only: {why}. Set it in the environment{(setting.Name == SettingNames.Home ? "" : " or in config.json")} and restart."
        : book.IsGiven(setting)
            ? $"{setting.Name} is set by the environment, config.json or the command line, which wins: change or unset it there and restart."
        : null;

    /// <summary>What is wrong with the value; null when it can be used.</summary>
    public static string? Wrong(KnownSetting setting, string value) =>
        value.Length == 0 ? "cannot be empty. Take the stored one away instead: DELETE, or `gatehouse config unset`."
        : value.Length > MaxValue ? $"can have at most {MaxValue} characters."
        : SettingsReader.Complaint(setting.Name, value);

    public static string? WrongInImport(string key, string? value, SettingBook book) =>
        KnownSettings.Find(key) is not { } setting ? Unknown(key)
        : NotHere(setting, book) is { } reason ? reason
        : value is null ? $"{key} must be a text."
        : Wrong(setting, value) is { } wrong ? $"{key} {wrong}"
        : null;

    private static string Shown(string key) => VisibleText.Of(key.Length > MaxName ? $"{key[..MaxName]}…" : key, keepLineBreaks: false);
}
