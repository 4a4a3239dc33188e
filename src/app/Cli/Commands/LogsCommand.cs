using System.CommandLine;
using System.Text.Json;
using Gatehouse.Cli.Control;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Logs;

namespace Gatehouse.Cli.Commands;

internal static class LogsCommand
{
    private static readonly string[] Levels = ["trace", "debug", "info", "warn", "error"];

    public static Command Create()
    {
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with each entry as it is written, until Ctrl+C." };
        var level = new Option<string?>("--level") { Description = "Only this level and worse: trace, debug, info, warn or error." };
        level.AcceptOnlyFromAmong(Levels);
        var command = new ExampledCommand(
            "logs",
            "Show the newest entries of the running server's log. More of it is in logs/gatehouse.log in the home folder, and in the older files beside it.",
            "gatehouse logs --level warn",
            "gatehouse logs --follow --json",
            "gatehouse logs level debug"
        )
        {
            follow,
            level,
            Level(),
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
            {
                var least = Array.IndexOf(Levels, parsed.GetValue(level));
                return parsed.GetValue(follow) ? FollowAsync(cli, least, ct) : RecentAsync(cli, least, ct);
            }
        );
        return command;
    }

    private static ExampledCommand Level()
    {
        var level = new Argument<string?>("level") { Description = "The new level; shown when left out.", Arity = ArgumentArity.ZeroOrOne };
        level.AcceptOnlyFromAmong(Levels);
        var command = new ExampledCommand(
            "level",
            "Show or set how much the server logs. A change is recorded in the ledger and lasts until the server's end.",
            "gatehouse logs level",
            "gatehouse logs level debug"
        )
        {
            level,
        };
        CliContext.Handle(command, (parsed, cli, ct) => LevelAsync(cli, parsed.GetValue(level), ct));
        return command;
    }

    private static async Task<int> RecentAsync(CliContext cli, int least, CancellationToken ct)
    {
        var found = (await cli.Server.GetAsync("api/logs", GatehouseJson.Default.LogList, ct)).Value;
        var entries = found.Entries.Where(entry => IsShown(entry, least)).ToList();
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(new LogList(entries), GatehouseJson.Default.LogList));
            return ExitCode.Ok;
        }

        if (entries.Count == 0)
        {
            cli.Terminal.Line("Nothing of that kind was logged since the server's start. `gatehouse logs level debug` logs more.");
        }

        entries.ForEach(entry => Print(cli.Terminal, entry));
        return ExitCode.Ok;
    }

    private static async Task<int> FollowAsync(CliContext cli, int least, CancellationToken ct)
    {
        using var stream = await cli.Server.OpenStreamAsync("api/logs/events", ct);
        try
        {
            while (await stream.NextPairAsync(ct) is { } happened)
            {
                if (happened.Type == "dropped")
                {
                    var lost = JsonSerializer.Deserialize(happened.Data, GatehouseJson.Default.DroppedEntries)!;
                    cli.Terminal.Error($"{lost.Dropped} entries were lost: they came faster than they could be printed.");
                }
                else if (
                    JsonSerializer.Deserialize(happened.Data, GatehouseJson.Default.LogEntryView) is { } entry
                    && IsShown(entry, least)
                )
                {
                    Print(cli, entry, happened.Data);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCode.Ok; // Ctrl+C is the way out.
        }

        throw CliProblem.Failed("The server ended the stream: it stops, or was stopped.");
    }

    private static async Task<int> LevelAsync(CliContext cli, string? level, CancellationToken ct)
    {
        if (level is not null)
        {
            await cli.Server.PutAsync("api/logs/level", new LogLevelRequest(level), GatehouseJson.Default.LogLevelRequest, ct);
        }

        return cli.Show(
            await cli.Server.GetAsync("api/logs/level", GatehouseJson.Default.LogLevelView, ct),
            view => cli.Terminal.Line($"The server logs {view.Level} and worse, until its {view.Until}.")
        );
    }

    private static bool IsShown(LogEntryView entry, int least) => Array.IndexOf(Levels, entry.Level) >= least;

    private static void Print(CliContext cli, LogEntryView entry, string json)
    {
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(json);
            cli.Terminal.Output.Flush();
            return;
        }

        Print(cli.Terminal, entry);
    }

    private static void Print(Terminal terminal, LogEntryView entry)
    {
        var line = $"{entry.Timestamp:yyyy-MM-ddTHH:mm:ss.fffZ} {entry.Level, -5} {entry.Target}: {entry.Message}";
        switch (entry.Level)
        {
            case "error":
                terminal.Bad(line);
                break;
            case "warn":
                terminal.Warning(line);
                break;
            default:
                terminal.Line(line);
                break;
        }
    }
}
