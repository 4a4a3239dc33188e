using Gatehouse.Contracts.Settings;
using Gatehouse.Gate;
using Gatehouse.Server.Composition;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Configuration;

/// <summary>The settings that this server works with, and putting others in force while it runs. Thread-safe.</summary>
/// <param name="stored">Asked each time: what is stored now.</param>
internal sealed class SettingsInForce(
    SettingSources sources,
    ServerSettings settings,
    Func<IReadOnlyList<StoredSetting>> stored,
    GateServices gate
) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile State _now = new(sources, settings, sources.With(stored()));

    public ServerSettings Settings => _now.Settings;

    public SettingSources Sources => _now.Sources;

    /// <summary>What the server works with; null where that is the default.</summary>
    public string? Value(string name) => _now.Table.GetValueOrDefault(name);

    /// <summary>
    /// Reads <c>config.json</c> and what is stored again, and puts in force what can be. All of it or, with anything wrong in it, nothing.
    /// </summary>
    /// <exception cref="Gate.Ledger.LedgerUnavailableException">It could not be recorded, so all is as it was.</exception>
    public async Task<(SettingsReloaded? Done, IReadOnlyList<SettingProblem> Problems)> ReloadAsync(CancellationToken ct)
    {
        // One after the other: what is recorded last is what holds.
        await _one.WaitAsync(ct);
        try
        {
            var before = _now;
            var again = before.Sources.ReadAgain(before.Settings.Home);
            var table = again.With(stored());
            var (fresh, found) = SettingsReader.Read(table);
            var problems = again.AllProblems(found);
            if (problems.Count > 0)
            {
                return (null, problems);
            }

            var changed = KnownSettings.All.Where(setting =>
                table.GetValueOrDefault(setting.Name) != before.Table.GetValueOrDefault(setting.Name)
            );
            var (now, later) = (changed.Where(setting => setting.IsReloadable).ToList(), changed.Where(setting => !setting.IsReloadable));
            var after = before with { Sources = again };
            if (now.Count > 0)
            {
                after = after with { Settings = Merge(before.Settings, fresh), Table = Merge(before.Table, table, now) };
                await gate.UseAsync(Lines(now, table), GateLimits.Of(after.Settings), after.Settings.Policy);
            }

            _now = after;
            return (new SettingsReloaded([.. now.Select(setting => setting.Name)], [.. later.Select(setting => setting.Name)]), []);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    // What the model costs comes with the model: it counts from a start on.
    private static ServerSettings Merge(ServerSettings before, ServerSettings fresh) =>
        before with
        {
            ApprovalExpiry = fresh.ApprovalExpiry,
            Policy = fresh.Policy,
            Budget = fresh.Budget with { Price = before.Budget.Price },
        };

    private static Dictionary<string, string> Merge(
        IReadOnlyDictionary<string, string> before,
        Dictionary<string, string> fresh,
        IEnumerable<KnownSetting> changed
    )
    {
        var table = new Dictionary<string, string>(before, StringComparer.Ordinal);
        foreach (var setting in changed)
        {
            if (fresh.TryGetValue(setting.Name, out var value))
            {
                table[setting.Name] = value;
            }
            else
            {
                table.Remove(setting.Name);
            }
        }

        return table;
    }

    private static IReadOnlyList<string> Lines(IEnumerable<KnownSetting> changed, Dictionary<string, string> table) =>
        [
            .. changed.Select(setting =>
                $"setting reloaded: {setting.Name} {(table.TryGetValue(setting.Name, out var value) ? value : $"{setting.Default} (default)")}"
            ),
        ];

    private sealed record State(SettingSources Sources, ServerSettings Settings, IReadOnlyDictionary<string, string> Table);
}
