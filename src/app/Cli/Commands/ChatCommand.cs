using System.CommandLine;
using Gatehouse.Cli.Chat;
using Gatehouse.Cli.Input;

namespace Gatehouse.Cli.Commands;

internal static class ChatCommand
{
    public static Command Create()
    {
        var message = new Option<string?>("--message", "-m") { Description = "Say this, print the answer and end." };
        var thread = new Option<string?>("--thread") { Description = "Go on with this thread. Default: a new one." };
        var paste = new Option<string[]>("--paste")
        {
            Description = "With -m: bring a file along, or standard input for -. It is read as text from outside, not as your word.",
        };
        var command = new ExampledCommand(
            "chat",
            """
            Talk to the assistant. Without -m it reads lines until /quit; /stop stops the answer, /approvals shows what waits.
            """,
            "gatehouse chat",
            "gatehouse chat -m \"remember that the bins go out on Tuesday\"",
            "gatehouse chat -m \"what did I ask you to remember?\" --json",
            "gatehouse chat -m \"what do they want from me?\" --paste - < mail.txt"
        )
        {
            message,
            thread,
            paste,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(paste) is not null && result.GetResult(message) is null)
            {
                result.AddError("--paste goes with -m: say what is to be done with the text.");
            }
        });
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                parsed.GetValue(message) is { } text
                    ? SayAsync(cli, text, parsed.GetValue(paste) ?? [], parsed.GetValue(thread), ct)
                    : new ChatSession(cli, parsed.GetValue(thread)).RunAsync(ct)
        );
        return command;
    }

    private static async Task<int> SayAsync(CliContext cli, string text, string[] files, string? thread, CancellationToken ct)
    {
        var pasted = new List<string>();
        foreach (var file in files)
        {
            pasted.Add(await InputText.ReadAsync(file, ct));
        }

        return await OneMessage.RunAsync(cli, text, pasted, thread, ct);
    }
}
