using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Input;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Backups;
using Gatehouse.Server.Composition;

namespace Gatehouse.Cli.Commands;

internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A new file." };
        var fromInput = FromInput();
        var command = new ExampledCommand(
            "backup",
            """
            Write everything that is kept to one encrypted file, also while the server runs.

            In it: conversations, memory, settings, tokens, approvals, grants, the ledger. Not in it: the tls folder and ledger.key, whose keys
            belong to this machine, the logs, and what you set in the environment, such as the model's key. Without the passphrase nobody can read it, you neither.
            """,
            "gatehouse backup ~/gatehouse.backup",
            "gatehouse backup /mnt/disk/today.backup --passphrase-stdin < passphrase.txt"
        )
        {
            file,
            fromInput,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                Task.FromResult(
                    Run(
                        cli,
                        HomeLocation.Find(parsed.GetValue(SharedOptions.Home)),
                        parsed.GetRequiredValue(file),
                        parsed.GetValue(fromInput),
                        ct
                    )
                )
        );
        return command;
    }

    public static Option<bool> FromInput() =>
        new("--passphrase-stdin") { Description = "Read the passphrase from standard input in place of asking for it." };

    /// <summary>Runs work that cleans up behind itself: Ctrl+C stops it, and what refuses it becomes a message.</summary>
    public static T Guard<T>(Func<Action<string, long, long>, CancellationToken, T> work, string unchanged, CancellationToken ct)
    {
        using var interruption = new Interruption(ct);
        using var progress = new ProgressLine();
        try
        {
            return work(progress.Tell, interruption.Token);
        }
        catch (OperationCanceledException)
        {
            throw CliProblem.Failed($"Interrupted. {unchanged}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliProblem.Failed(e.Message);
        }
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(CliContext cli, string home, string file, bool fromInput, CancellationToken ct)
    {
        var full = Path.GetFullPath(file);
        if (Path.Exists(full))
        {
            throw CliProblem.Failed($"{file} is there already and was left alone. Name a new file.");
        }

        using var passphrase = PassphraseInput.Read(fromInput, twice: true, Backups.MaxPassphraseBytes);
        if (Backups.PassphraseProblem(passphrase.Bytes) is { } weak)
        {
            throw CliProblem.Failed(weak);
        }

        var made = Guard((tell, stop) => Backups.Make(home, full, passphrase.Bytes, tell, stop), "No backup was written.", ct);
        Print(cli, made);
        return ExitCode.Ok;
    }

    private static void Print(CliContext cli, BackupMadeView made)
    {
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(made, GatehouseJson.Default.BackupMadeView));
            return;
        }

        cli.Terminal.Good($"{made.File} is written, {made.Bytes:N0} bytes. Its ledger ends at {made.Head.Seq} {made.Head.Hash}.");
        cli.Terminal.Line($"Try it now and then: gatehouse restore --verify {made.File}");
        cli.Terminal.Line("The tls folder and the settings of the environment are not in it.");
    }
}
