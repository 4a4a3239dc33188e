using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Gatehouse.Cli.Commands;

namespace Gatehouse.Cli;

/// <summary>The command line, from words to exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        // Without response files: an argument that begins with @ is an argument, not a file to read.
        var parsed = Tree().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"gatehouse: {error.Message}");
            }

            await Console.Error.WriteLineAsync("See `gatehouse --help`, or --help after a command.");
            return ExitCode.Usage;
        }

        // The server ends by its own signal handling, however long its drain takes.
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false },
            CancellationToken.None
        );
        if (parsed.Action is HelpAction && parsed.CommandResult.Command is ExampledCommand { Examples: { Count: > 0 } examples })
        {
            await Console.Out.WriteLineAsync($"Examples:\n  {string.Join("\n  ", examples)}\n");
        }

        return code;
    }

    private static RootCommand Tree()
    {
        var root = new RootCommand(
            """
            Gatehouse, a personal AI assistant whose every effect on the world passes one gate.

            Start here:
              gatehouse run                      start the server and print a login link
              gatehouse chat -m "what is new?"   say something in the terminal
              gatehouse demo attack              see what an injected model cannot do

            Exit codes: 0 done, 1 failed, 2 wrong usage or settings, 3 no server is running.
            """
        );
        root.Add(SharedOptions.Home);
        root.Add(SharedOptions.Json);
        root.Add(RunCommand.Create());
        root.Add(ChatCommand.Create());
        root.Add(StatusCommand.Create());
        root.Add(BudgetCommand.Create());
        root.Add(LogsCommand.Create());
        root.Add(DoctorCommand.Create());
        root.Add(StopCommand.Create());
        root.Add(ResumeCommand.Create());
        root.Add(LedgerCommand.Create());
        root.Add(ApprovalsCommand.Create());
        root.Add(ApproveCommand.Create());
        root.Add(DenyCommand.Create());
        root.Add(UnknownsCommand.Create());
        root.Add(GrantsCommand.Create());
        root.Add(MemoryCommand.Create());
        root.Add(ThreadsCommand.Create());
        root.Add(EgressCommand.Create());
        root.Add(LeaksCommand.Create());
        root.Add(PolicyCommand.Create());
        root.Add(ConfigCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(ServiceCommand.Create());
        root.Add(LoginCommand.Create());
        root.Add(TokenCommand.Create());
        root.Add(TokensCommand.Create());
        root.Add(SessionsCommand.Create());
        root.Add(TlsCommand.Create());
        root.Add(SurfacesCommand.Create());
        root.Add(DemoCommand.Create());
        root.Add(CompletionCommand.Create());
        root.Add(VersionCommand.Create());
        return root;
    }
}
