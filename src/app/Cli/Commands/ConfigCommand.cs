using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Settings;

namespace Gatehouse.Cli.Commands;

internal static class ConfigCommand
{
    public static Command Create() =>
        new ExampledCommand(
            "config",
            """
            Settings: what they are, where they come from, and storing those that can be stored.

            The command line wins over the environment, the environment over what is stored, and that over the default.
            A change counts from the next start of the server on; budgets, the policy's preset and how long a question waits from
            `gatehouse config reload` on, also where config.json has them. Both are recorded in the ledger.
            """,
            "gatehouse config show --sources",
            "gatehouse config set BUDGET_USD_PER_DAY 2",
            "gatehouse config reload",
            "gatehouse config unset BUDGET_USD_PER_DAY"
        )
        {
            ConfigShowCommand.Create(),
            Set(),
            Unset(),
            Reload(),
            ConfigTransferCommands.Export(),
            ConfigTransferCommands.Import(),
        };

    private static ExampledCommand Set()
    {
        var key = Key();
        var value = new Argument<string>("value") { Description = "Written as in the environment." };
        var command = new ExampledCommand(
            "set",
            "Store a setting. Secrets are set in the environment only; what decides who reaches the server there or in config.json.",
            "gatehouse config set GATEHOUSE_POLICY strict",
            "gatehouse config set BUDGET_TOKENS_PER_DAY 500000"
        )
        {
            key,
            value,
        };
        CliContext.Handle(command, (parsed, cli, ct) => SetAsync(cli, parsed.GetRequiredValue(key), parsed.GetRequiredValue(value), ct));
        return command;
    }

    private static ExampledCommand Unset()
    {
        var key = Key();
        var command = new ExampledCommand(
            "unset",
            "Take a stored setting away: the default counts again.",
            "gatehouse config unset GATEHOUSE_POLICY"
        )
        {
            key,
        };
        CliContext.Handle(command, (parsed, cli, ct) => UnsetAsync(cli, parsed.GetRequiredValue(key), ct));
        return command;
    }

    private static ExampledCommand Reload()
    {
        var command = new ExampledCommand(
            "reload",
            "Put in force what is stored and what stands in config.json, as far as that needs no restart. With anything wrong in it, nothing changes.",
            "gatehouse config reload"
        );
        CliContext.Handle(
            command,
            async (_, cli, ct) =>
                cli.Show(
                    await cli.Server.PostAsync(
                        "api/settings/reload",
                        new ReloadRequest(),
                        GatehouseJson.Default.ReloadRequest,
                        GatehouseJson.Default.SettingsReloaded,
                        ct
                    ),
                    done => Tell(cli, done)
                )
        );
        return command;
    }

    private static void Tell(CliContext cli, SettingsReloaded done)
    {
        cli.Terminal.Good(
            done.Applied.Count == 0 ? "Nothing changed that counts without a restart." : $"In force now: {string.Join(", ", done.Applied)}."
        );
        if (done.Restart.Count > 0)
        {
            cli.Terminal.Warning($"Restart the server for {string.Join(", ", done.Restart)}: until then it works with the old value.");
        }
    }

    private static Argument<string> Key() => new("key") { Description = "As `gatehouse config show` lists it." };

    private static async Task<int> SetAsync(CliContext cli, string key, string value, CancellationToken ct)
    {
        await cli.Server.PutAsync(Path(key), new SettingValue(value), GatehouseJson.Default.SettingValue, ct);
        return await ShowAsync(cli, key, "is stored", ct);
    }

    private static async Task<int> UnsetAsync(CliContext cli, string key, CancellationToken ct)
    {
        await cli.Server.DeleteAsync(Path(key), ct);
        return await ShowAsync(cli, key, "is not stored", ct);
    }

    private static async Task<int> ShowAsync(CliContext cli, string key, string said, CancellationToken ct) =>
        cli.Show(
            await cli.Server.GetAsync(Path(key), GatehouseJson.Default.SettingView, ct),
            setting => cli.Terminal.Good($"{setting.Key} {said}. {Counts(setting)}")
        );

    private static string Counts(SettingView setting) =>
        !setting.Pending ? "The running server has it so already."
        : setting.Restart ? "Restart the server: until then it works with the old value."
        : "`gatehouse config reload` puts it in force: until then the server works with the old value.";

    private static string Path(string key) => $"api/settings/{Uri.EscapeDataString(key)}";
}
