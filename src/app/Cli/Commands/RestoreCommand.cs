using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Input;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Backups;
using Gatehouse.Server.Composition;

namespace Gatehouse.Cli.Commands;

internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "What `gatehouse backup` wrote." };
        var verify = new Option<bool>("--verify")
        {
            Description = "Only check it, as a restore would, and change nothing. Exit code 0 when it can be restored, 1 when not.",
        };
        var replace = new Option<bool>("--replace")
        {
            Description = "Into a home that is in use but not running: its databases are kept in a folder before-restore-….",
        };
        var fromInput = BackupCommand.FromInput();
        var command = new ExampledCommand(
            "restore",
            """
            Put a backup into a new or empty home. Everything is decrypted and checked first; if anything fails, the home stays as it was.

            Browsers have to log in again. All else is as it was when the backup was made: tokens, grants and questions that were revoked or
            answered later are there again, and what was approved but not done yet may have been done since. So the home is stopped, by a file
            STOP in it: look through it first, then delete the file and run `gatehouse resume`.

            The key that signs the ledger is not in a backup. A new home has a new one, and its ledger says from which entry on it signs.
            """,
            "gatehouse restore ~/gatehouse.backup --home /srv/gatehouse",
            "gatehouse restore ~/gatehouse.backup --replace",
            "gatehouse restore --verify ~/gatehouse.backup --json"
        )
        {
            file,
            verify,
            replace,
            fromInput,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                var (onlyCheck, over) = (parsed.GetValue(verify), parsed.GetValue(replace));
                if (onlyCheck && over)
                {
                    throw CliProblem.Usage("--verify changes nothing, --replace does. Choose one.");
                }

                var home = HomeLocation.Find(parsed.GetValue(SharedOptions.Home));
                var input = parsed.GetValue(fromInput);
                return Task.FromResult(onlyCheck ? Verify(cli, path, input, ct) : Restore(cli, path, home, over, input, ct));
            }
        );
        return command;
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Verify(CliContext cli, string file, bool fromInput, CancellationToken ct)
    {
        using var passphrase = PassphraseInput.Read(fromInput, twice: false, Backups.MaxPassphraseBytes);
        BackupVerdict verdict;
        try
        {
            var found = BackupCommand.Guard(
                (tell, stop) => Backups.Verify(file, passphrase.Bytes, tell, stop),
                "The backup was not checked to its end.",
                ct
            );
            verdict = new BackupVerdict(true, Backup: found);
        }
        catch (CliProblem problem) when (cli.Json)
        {
            verdict = new BackupVerdict(false, problem.Message);
        }

        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(verdict, GatehouseJson.Default.BackupVerdict));
        }
        else
        {
            cli.Terminal.Good("This backup can be restored.");
            Print(cli.Terminal, verdict.Backup!);
        }

        return verdict.Ok ? ExitCode.Ok : ExitCode.Failed;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Restore(CliContext cli, string file, string home, bool replace, bool fromInput, CancellationToken ct)
    {
        using var passphrase = PassphraseInput.Read(fromInput, twice: false, Backups.MaxPassphraseBytes);
        var done = BackupCommand.Guard(
            (tell, stop) => Backups.Restore(file, home, replace, passphrase.Bytes, tell, stop),
            "The home is as it was.",
            ct
        );
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(done, GatehouseJson.Default.RestoredView));
            return ExitCode.Ok;
        }

        cli.Terminal.Good($"{done.Home} is restored.");
        Print(cli.Terminal, done.Backup);
        if (done.Before is not null)
        {
            cli.Terminal.Line($"What was there before is in {done.Before}. Delete it when you no longer need it.");
        }

        cli.Terminal.Line($"{done.Backup.Sessions} browser sessions are ended: `gatehouse login` makes a new link.");
        if (done.Backup.LiveTokens + done.Backup.Grants > 0)
        {
            cli.Terminal.Warning(
                $"{done.Backup.LiveTokens} tokens of programs and {done.Backup.Grants} grants are live as they were then. Look through `gatehouse tokens` and `gatehouse grants` for what you revoked since."
            );
        }

        if (done.Backup.Waiting > 0)
        {
            cli.Terminal.Warning(
                $"{done.Backup.Waiting} questions wait for you as they did then. What you answered since is not known here: approving again does it again."
            );
        }

        if (done.Backup.Approved + done.Backup.Unfinished > 0)
        {
            cli.Terminal.Warning(
                $"{done.Backup.Approved} approved effects were not done yet and {done.Backup.Unfinished} turns were under way. They may have been done since, so the first start ends them as stopped: ask again for what you still want."
            );
        }

        cli.Terminal.Warning(
            $"Everything in it is stopped until you have looked through it. Then delete {Path.Combine(done.Home, "STOP")} and run `gatehouse resume`."
        );
        return ExitCode.Ok;
    }

    private static void Print(Terminal terminal, BackupView backup) =>
        terminal.Pairs(
            ("Made", $"{backup.Created:yyyy-MM-dd HH:mm:ss} UTC, by Gatehouse {backup.Product}"),
            ("Conversations", $"{backup.Threads}, with {backup.Turns} turns"),
            ("Memories", $"{backup.Memories} documents"),
            ("Ledger", $"{backup.Entries} entries, head {backup.Head.Seq} {backup.Head.Hash}"),
            (
                "Waiting",
                $"{backup.Waiting} questions, {backup.Approved} approved effects, {backup.Unfinished} turns; {backup.Stops} stops in force"
            )
        );
}
