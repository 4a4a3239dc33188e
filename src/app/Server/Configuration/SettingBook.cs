using Gatehouse.Contracts.Settings;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>Settings as they stand and as they may be changed. Thread-safe.</summary>
/// <param name="sources">Of this start.</param>
/// <param name="stored">Asked each time: what is stored now.</param>
internal sealed class SettingBook(SettingSources sources, Func<IReadOnlyList<StoredSetting>> stored)
{
    private readonly IReadOnlyList<StoredSetting> _atStart = stored();

    public SettingList List()
    {
        var now = stored();
        return new SettingList([.. KnownSettings.All.Select(setting => View(setting, now))]);
    }

    public SettingView View(KnownSetting setting) => View(setting, stored());

    /// <summary>What is stored and can be imported again.</summary>
    public SettingTransfer Export() =>
        new(
            stored()
                .Where(one => KnownSettings.Find(one.Name) is { IsStorable: true })
                .ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)
        );

    public bool IsStored(KnownSetting setting) => Find(stored(), setting) is not null;

    /// <summary>Whether a start sets it, so that nothing stored counts.</summary>
    public bool IsGiven(KnownSetting setting) => sources.Gives(setting.Name);

    private SettingView View(KnownSetting setting, IReadOnlyList<StoredSetting> now)
    {
        var (here, before) = (Find(now, setting), Find(_atStart, setting));
        var given = sources.Gives(setting.Name);
        var value = given ? sources.Given()[setting.Name] : here?.Value;
        return new SettingView(
            setting.Name,
            // A key that was put in the wrong place does not come out of it here.
            setting.IsSecret || value is null
                ? null
                : DeepScan.Shared.Redact(value),
            sources.IsOption(setting.Name) ? "command_line"
                : sources.IsFromFile(setting.Name) ? "config_file"
                : given ? "environment"
                : here is not null ? "stored"
                : "default",
            setting.Default,
            setting.IsSecret,
            value is not null,
            setting.IsStorable,
            Restart: true,
            Pending: !given && here?.Value != before?.Value,
            setting.Kind.ToString().ToLowerInvariant(),
            setting.Allowed,
            setting.Description,
            here?.Time
        );
    }

    private static StoredSetting? Find(IReadOnlyList<StoredSetting> stored, KnownSetting setting) =>
        setting.IsStorable ? stored.FirstOrDefault(one => one.Name == setting.Name) : null;
}
