using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Control;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Settings;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Cli.Commands;

internal static class ConfigShowCommand
{
    public static Command Create()
    {
        var sources = new Option<bool>("--sources") { Description = "Also where each comes from, what it may be, and who may change it." };
        var command = new ExampledCommand(
            "show",
            "Show every setting. Secrets show only whether they are set. Without a server: what a start from this terminal would use.",
            "gatehouse config show",
            "gatehouse config show --sources",
            "gatehouse config show --json"
        )
        {
            sources,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(parsed, cli, parsed.GetValue(sources), ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext cli, bool sources, CancellationToken ct)
    {
        Answer<SettingList> list;
        try
        {
            list = await cli.Server.GetAsync("api/settings", GatehouseJson.Default.SettingList, ct);
        }
        catch (CliProblem none) when (none.ExitCode == ExitCode.NotRunning)
        {
            list = WithoutServer(HomeLocation.Find(parsed.GetValue(SharedOptions.Home)));
            cli.Terminal.Error("no server is running: this is what one started from this terminal would use.");
        }

        return cli.Show(list, found => Print(cli.Terminal, found, sources));
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Answer<SettingList> WithoutServer(string home)
    {
        try
        {
            var list = SettingsWithoutServer.Read(home);
            return new Answer<SettingList>(list, JsonSerializer.Serialize(list, GatehouseJson.Default.SettingList));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliProblem.Failed(e.Message);
        }
    }

    private static void Print(Terminal terminal, SettingList list, bool sources)
    {
        foreach (var setting in list.Settings)
        {
            var value = setting.Value ?? (setting is { Secret: true, Set: true } ? "(set, not shown)" : $"(not set: {setting.Default})");
            terminal.Line(
                $"{setting.Key}={value}{(setting.Pending ? setting.Restart ? "  (from the next start on)" : "  (from `gatehouse config reload` on)" : "")}"
            );
            if (sources)
            {
                terminal.Line(
                    $"    from {setting.Source.Replace('_', ' ')}{(setting.UpdatedAt is { } at ? $", stored {at:yyyy-MM-dd HH:mm} UTC" : "")}; {Who(setting)}"
                );
                terminal.Line($"    {setting.Description} Default: {setting.Default}. It {setting.Allowed}");
            }
        }
    }

    private static string Who(SettingView setting) =>
        setting.Storable ? "can be stored: gatehouse config set" : "set at the start only, by the environment or config.json";
}
