using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Input;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Ledger;
using Gatehouse.Server.Composition;

namespace Gatehouse.Cli.Commands;

internal static class LedgerVerifyCommand
{
    public static Command Create()
    {
        var file = new Option<string?>("--file") { Description = "Verify a copy of ledger.db instead of the running server's." };
        var head = new Option<string?>("--against", "--head")
        {
            Description = "A head that `ledger export-head` printed earlier: a file, or - for standard input.",
        };
        var command = new ExampledCommand(
            "verify",
            "Check the whole chain and its signed checkpoints. Exit code 0 when it is whole, 1 when not.",
            "gatehouse ledger verify",
            "gatehouse ledger verify --against head.json",
            "gatehouse ledger verify --file backup/ledger.db --against - < head.json"
        )
        {
            file,
            head,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetValue(file), parsed.GetValue(head), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string? file, string? headFile, CancellationToken ct)
    {
        var kept = headFile is null ? null : await ReadHeadAsync(headFile, ct);
        var found = file is null ? Against(kept, await OfServerAsync(cli, kept, ct)) : OfFile(file, kept);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(found, GatehouseJson.Default.VerificationView));
        }
        else
        {
            Print(cli.Terminal, found, kept);
        }

        return found.Ok ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<VerificationView> OfServerAsync(CliContext cli, ExportedHead? kept, CancellationToken ct)
    {
        var found = (await cli.Server.GetAsync("api/ledger/verify", GatehouseJson.Default.VerificationView, ct)).Value;
        if (kept is null || kept.Seq == 0)
        {
            return found;
        }

        var page = await cli.Server.GetAsync($"api/ledger?limit=1&before={kept.Seq + 1}", GatehouseJson.Default.LedgerPage, ct);
        var there = page.Value.Entries is [var newest, ..] ? newest : null;
        var problem =
            there?.Seq != kept.Seq
                ? new ProblemView(
                    found.Head.Seq + 1,
                    "truncated",
                    $"the kept head is entry {kept.Seq}, the ledger ends at {found.Head.Seq}"
                )
            : there.Hash != kept.Hash ? new ProblemView(kept.Seq, "forked", $"entry {kept.Seq} is not the one that the kept head names")
            : null;
        return problem is null ? found : found with { Ok = false, Problems = [.. found.Problems, problem] };
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static VerificationView OfFile(string file, ExportedHead? kept)
    {
        try
        {
            return LedgerCopy.Verify(file, kept);
        }
        catch (FileNotFoundException)
        {
            throw CliProblem.Failed($"There is no file {file}. Name a copy of ledger.db.");
        }
    }

    // Not inlined, for the same reason.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static VerificationView Against(ExportedHead? kept, VerificationView found) => LedgerCopy.Against(kept, found);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsHead(ExportedHead? head) => KeptHead.IsHead(head);

    private static async Task<ExportedHead> ReadHeadAsync(string name, CancellationToken ct)
    {
        var text = await InputText.ReadAsync(name, ct);
        try
        {
            var head = JsonSerializer.Deserialize(text, GatehouseJson.Default.ExportedHead);
            return IsHead(head) ? head! : throw new JsonException();
        }
        catch (JsonException)
        {
            var called = name == InputText.StandardInput ? "Standard input" : name;
            throw CliProblem.Failed($"{called} is no exported head. `gatehouse ledger export-head` prints one.");
        }
    }

    private static void Print(Terminal terminal, VerificationView found, ExportedHead? kept)
    {
        foreach (var problem in found.Problems)
        {
            terminal.Bad($"  entry {problem.Seq}: {problem.Problem}: {problem.Detail}");
        }

        PrintCheckpoints(terminal, found);

        if (found.Ok)
        {
            terminal.Good($"The ledger is whole: {found.Entries} entries, head {found.Head.Seq} {found.Head.Hash}.");
            terminal.Line(
                kept is null
                    ? "Against a rewrite of the whole file only a head kept elsewhere helps: gatehouse ledger export-head."
                    : $"It contains the kept head: entry {kept.Seq} of {kept.Time:yyyy-MM-dd HH:mm:ss} UTC{(kept.Signature is null ? ", which is not signed" : "")}."
            );
            return;
        }

        terminal.Bad(
            $"The ledger is NOT whole: {found.Problems.Count} problems in {found.Entries} entries. Keep the file as it is and restore a backup elsewhere."
        );
    }

    private static void PrintCheckpoints(Terminal terminal, VerificationView found)
    {
        if (found.Checkpoints is not { } signed)
        {
            return;
        }

        terminal.Line(
            signed.Last is { } last
                ? $"Last checkpoint: entry {last.Seq}, {last.Time:yyyy-MM-dd HH:mm:ss} UTC, key {last.Key[..16]}; {signed.EntriesSince} entries since. {signed.Good} signatures fit."
                : "No checkpoint is signed: this ledger was written by an older version, or its checkpoints are gone."
        );
        if (signed.Keys is [{ FromSeq: > 1 and var from }, ..])
        {
            terminal.Line(
                $"Signing begins at entry {from}: what is before it was written by an older version, and only the chain holds it."
            );
        }

        foreach (var key in signed.Keys.Skip(1))
        {
            terminal.Warning(
                $"From entry {key.FromSeq} on another key signs: {key.Fingerprint[..16]}. If you did not move ledger.key, somebody else did."
            );
        }
    }
}
