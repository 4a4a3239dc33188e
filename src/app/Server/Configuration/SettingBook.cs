using Gatehouse.Contracts.Settings;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>Settings as they stand and as they may be changed. Thread-safe.</summary>
/// <param name="sources">Asked each time: those that were last read.</param>
/// <param name="inForce">What the server works with, by name.</param>
/// <param name="stored">Asked each time: what is stored now.</param>
internal sealed class SettingBook(Func<SettingSources> sources, Func<string, string?> inForce, Func<IReadOnlyList<StoredSetting>> stored)
{
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
    public bool IsGiven(KnownSetting setting) => sources().Gives(setting.Name);

    private SettingView View(KnownSetting setting, IReadOnlyList<StoredSetting> now)
    {
        var (here, from) = (Find(now, setting), sources());
        var given = from.Gives(setting.Name);
        var value = given ? from.Given()[setting.Name] : here?.Value;
        return new SettingView(
            setting.Name,
            // A key that was put in the wrong place does not come out of it here.
            setting.IsSecret || value is null
                ? null
                : DeepScan.Shared.Redact(value),
            from.IsOption(setting.Name) ? "command_line"
                : from.IsFromFile(setting.Name) ? "config_file"
                : given ? "environment"
                : here is not null ? "stored"
                : "default",
            setting.Default,
            setting.IsSecret,
            value is not null,
            setting.IsStorable,
            Restart: !setting.IsReloadable,
            // Empty means not set, as everywhere.
            Pending: (value ?? "") != (inForce(setting.Name) ?? ""),
            setting.Kind.ToString().ToLowerInvariant(),
            setting.Allowed,
            setting.Description,
            here?.Time
        );
    }

    private static StoredSetting? Find(IReadOnlyList<StoredSetting> stored, KnownSetting setting) =>
        setting.IsStorable ? stored.FirstOrDefault(one => one.Name == setting.Name) : null;
}
