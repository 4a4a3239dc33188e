using System.CommandLine;
using System.Globalization;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Ledger;

namespace Gatehouse.Cli.Commands;

internal static class LedgerShowCommand
{
    public static Command Create()
    {
        var limit = new Option<int>("--limit") { Description = "How many entries, 1 to 500.", DefaultValueFactory = _ => 50 };
        var thread = new Option<string?>("--thread") { Description = "Only entries of one thread." };
        var effect = new Option<string?>("--effect") { Description = "All of one effect, with its body while that is kept." };
        var command = new ExampledCommand(
            "show",
            "Show the newest entries, oldest of them first.",
            "gatehouse ledger show --limit 20",
            "gatehouse ledger show --effect ID"
        )
        {
            limit,
            thread,
            effect,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                parsed.GetValue(effect) is { } id
                    ? OfEffectAsync(cli, id, ct)
                    : RunAsync(cli, parsed.GetValue(limit), parsed.GetValue(thread), ct)
        );
        return command;
    }

    private static async Task<int> OfEffectAsync(CliContext cli, string id, CancellationToken ct) =>
        cli.Show(
            await cli.Server.GetAsync($"api/ledger/effect/{Uri.EscapeDataString(id)}", GatehouseJson.Default.EffectView, ct),
            effect =>
            {
                foreach (var field in effect.Fields)
                {
                    cli.Terminal.Line(
                        $"{field.Name}: {(field.Omitted == true ? $"{field.Size} bytes, sha256 {field.Sha256}" : field.Value)}"
                    );
                }

                if (!effect.BodyAvailable)
                {
                    cli.Terminal.Line(
                        effect.BodyDropped is { } at
                            ? $"Its body was dropped on {at:yyyy-MM-dd} (retention); its digest is in the entries."
                            : "Its body is not kept; its digest is in the entries."
                    );
                }

                foreach (var entry in effect.Entries)
                {
                    Print(cli, entry);
                }
            }
        );

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
            Print(cli, entry);
        }

        cli.Terminal.Line($"head {page.Value.Head.Seq} {page.Value.Head.Hash}");
        return ExitCode.Ok;
    }

    private static void Print(CliContext cli, LedgerEntryView entry) =>
        cli.Terminal.Line($"{entry.Seq, 6}  {entry.Time:yyyy-MM-dd HH:mm:ss}  {entry.Kind, -16}  {entry.Line}");
}
