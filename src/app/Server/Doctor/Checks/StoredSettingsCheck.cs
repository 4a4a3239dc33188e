using Gatehouse.Server.Configuration;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Rows that the program would not have stored: somebody else wrote them.</summary>
internal sealed class StoredSettingsCheck : IDoctorCheck
{
    public string Id => "settings.stored";

    public string Good => "Only settings that can be stored are stored.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts) =>
        Stored(facts)
            .Where(setting => KnownSettings.Find(setting.Name) is not { IsStorable: true })
            .Select(setting =>
                DoctorFinding.Fail(
                    $"gatehouse.db holds {setting.Name}, which this program never stores and does not read from there.",
                    "Another program wrote it, or a version that is not this one. Look who could write to the home, and restore a backup if in doubt."
                )
            );

    private static IReadOnlyList<StoredSetting> Stored(DoctorFacts facts) =>
        facts.IsInUse ? SettingTable.ReadLive(facts.In("gatehouse.db")) : SettingTable.ReadFrom(facts.In("gatehouse.db"));
}
