using System.CommandLine;
using System.Globalization;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

internal static class LedgerShowCommand
{
    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "How many entries, 1 to 500.", DefaultValueFactory = _ => 50 };
        var thread = new Option<string?>("--thread") { Description = "Only entries of one thread." };
        var command = new ExampledCommand("show", "Show the newest entries, oldest of them first.", "gatehouse ledger show --limit 20")
        {
            limit,
            thread,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetValue(limit), parsed.GetValue(thread), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, int limit, string? thread, CancellationToken ct)
    {
        var filter = thread is null ? "" : $"&thread_id={Uri.EscapeDataString(thread)}";
        var path = string.Create(CultureInfo.InvariantCulture, $"api/ledger?limit={limit}{filter}");
        var page = await cli.Server.GetAsync(path, GatehouseJson.Default.LedgerPage, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(page.Text);
            return ExitCode.Ok;
        }

        foreach (var entry in page.Value.Entries.Reverse())
        {
            cli.Terminal.Line($"{entry.Seq, 6}  {entry.Time:yyyy-MM-dd HH:mm:ss}  {entry.Kind, -16}  {entry.Line}");
        }

        cli.Terminal.Line($"head {page.Value.Head.Seq} {page.Value.Head.Hash}");
        return ExitCode.Ok;
    }
}
