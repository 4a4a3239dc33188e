using System.CommandLine;
using Gatehouse.Cli.Control;
using Gatehouse.Cli.Output;

namespace Gatehouse.Cli;

/// <summary>What a command works with.</summary>
internal sealed record CliContext(ControlClient Server, Terminal Terminal, bool Json)
{
    /// <summary>Makes a command's body an action: it gets the server and the terminal, and its problems become a message and an exit code.</summary>
    public static void Handle(Command command, Func<ParseResult, CliContext, CancellationToken, Task<int>> body) =>
        command.SetAction((parsed, ct) => RunAsync(parsed, body, ct));

    /// <summary>Prints an answer: as it came with --json, else in words.</summary>
    public int Show<T>(Answer<T> answer, Action<T> inWords)
    {
        if (Json)
        {
            Terminal.Output.WriteLine(answer.Text);
        }
        else
        {
            inWords(answer.Value);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        Func<ParseResult, CliContext, CancellationToken, Task<int>> body,
        CancellationToken ct
    )
    {
        var terminal = new Terminal(Console.Out, Console.Error);
        using var server = new ControlClient(HomeLocation.Find(parsed.GetValue(SharedOptions.Home)));
        try
        {
            return await body(parsed, new CliContext(server, terminal, parsed.GetValue(SharedOptions.Json)), ct);
        }
        catch (CliProblem problem)
        {
            terminal.Error(problem.Message);
            return problem.ExitCode;
        }
    }
}
