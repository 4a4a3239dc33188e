using System.CommandLine;
using System.Text.Json;
using Gatehouse.Cli.Input;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Settings;

namespace Gatehouse.Cli.Commands;

internal static class ConfigTransferCommands
{
    public static Command Export()
    {
        var file = new Argument<string?>("file")
        {
            Description = "A new file; standard output when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new ExampledCommand(
            "export",
            "Write the stored settings as JSON. There are no secrets among them.",
            "gatehouse config export settings.json"
        )
        {
            file,
        };
        CliContext.Handle(command, (parsed, cli, ct) => ExportAsync(cli, parsed.GetValue(file), ct));
        return command;
    }

    public static Command Import()
    {
        var file = new Argument<string>("file") { Description = "What `gatehouse config export` wrote, or - for standard input." };
        var command = new ExampledCommand(
            "import",
            "Store the settings of a file, all of them or none. Others stay as they are.",
            "gatehouse config import settings.json"
        )
        {
            file,
        };
        CliContext.Handle(command, (parsed, cli, ct) => ImportAsync(cli, parsed.GetRequiredValue(file), ct));
        return command;
    }

    private static async Task<int> ExportAsync(CliContext cli, string? file, CancellationToken ct)
    {
        var stored = await cli.Server.GetAsync("api/settings/export", GatehouseJson.Default.SettingTransfer, ct);
        if (file is null)
        {
            cli.Terminal.Output.WriteLine(stored.Text);
            return ExitCode.Ok;
        }

        try
        {
            await using var target = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write));
            await target.WriteLineAsync(stored.Text.AsMemory(), ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliProblem.Failed($"{file} was not written: {e.Message} An existing file is left alone: name a new one.");
        }

        return cli.Show(stored, settings => cli.Terminal.Good($"{settings.Settings.Count} stored settings are in {file}."));
    }

    private static async Task<int> ImportAsync(CliContext cli, string file, CancellationToken ct)
    {
        SettingTransfer? wanted;
        try
        {
            wanted = JsonSerializer.Deserialize(await InputText.ReadAsync(file, ct), GatehouseJson.Default.SettingTransfer);
        }
        catch (JsonException e)
        {
            throw CliProblem.Failed(
                $"{file} is no export of settings, at {e.Path ?? "its beginning"}. `gatehouse config export` writes one."
            );
        }

        await cli.Server.PostAsync("api/settings/import", wanted!, GatehouseJson.Default.SettingTransfer, ct);
        cli.Terminal.Good($"{wanted!.Settings.Count} settings are stored. They count from the next start of the server on.");
        return ExitCode.Ok;
    }
}
