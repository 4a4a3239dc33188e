using Gatehouse.Contracts.Doctor;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Doctor.Checks;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Doctor;

/// <summary>Looks a home over, with its server running or not. Changes nothing.</summary>
public static class GatehouseDoctor
{
    /// <param name="server">What the running server says; null when none answers.</param>
    public static DoctorReport Examine(string home, RunningServer? server, TimeProvider clock)
    {
        var sources = SettingSources.ForHome(home);
        var given = sources.Given();
        var held = HomeFolder.IsHeld(home);
        var (settings, problems) = SettingsReader.Read(
            WithStored(sources, given, Path.Combine(home, "gatehouse.db"), live: held || server is not null)
        );
        var facts = new DoctorFacts(
            home,
            given,
            settings,
            sources.AllProblems(problems),
            server,
            held,
            Environment.CurrentDirectory,
            clock
        );
        List<DoctorFindingView> found = [.. All().SelectMany(check => Look(check, facts))];
        return new DoctorReport(found.TrueForAll(finding => finding.Severity != "fail"), server is not null, home, found);
    }

    internal static IReadOnlyList<IDoctorCheck> All() =>
        [
            new SettingValuesCheck(),
            new UnknownSettingsCheck(),
            new StoredSettingsCheck(),
            new EnvironmentFileCheck(),
            new HomePermissionsCheck(),
            new FilePermissionsCheck(),
            new SocketPermissionsCheck(),
            new ServerLockCheck(),
            new DatabaseCheck(),
            new LedgerCheck(),
            new LedgerTurnsCheck(),
            new ClockCheck(),
            new DiskSpaceCheck(),
            new TlsFilesCheck(),
            new TlsExpiryCheck(),
            new TlsHostCheck(),
            new PlaintextCheck(),
            new ListenersCheck(),
        ];

    // A file that cannot be read is for its own check to tell.
    private static Dictionary<string, string> WithStored(
        SettingSources sources,
        Dictionary<string, string> given,
        string database,
        bool live
    )
    {
        try
        {
            return sources.With(live ? SettingTable.ReadLive(database) : SettingTable.ReadFrom(database));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return given;
        }
    }

    private static List<DoctorFindingView> Look(IDoctorCheck check, DoctorFacts facts)
    {
        List<DoctorFinding> found;
        try
        {
            found = [.. check.Look(facts)];
        }
#pragma warning disable CA1031 // Whatever kept a check from looking: what was not looked at is not well.
        catch (Exception e)
#pragma warning restore CA1031
        {
            found =
            [
                DoctorFinding.Fail($"It could not be checked: {e.Message}", "Remove what stands in the way and run the doctor again."),
            ];
        }

        return found.Count == 0
            ? [new DoctorFindingView(check.Id, "ok", check.Good, "")]
            : found.ConvertAll(one => new DoctorFindingView(check.Id, one.Severity.ToString().ToLowerInvariant(), one.Cause, one.Fix));
    }
}
