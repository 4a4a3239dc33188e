using System.CommandLine;
using Gatehouse.Cli.Chat;

namespace Gatehouse.Cli.Commands;

internal static class ChatCommand
{
    public static Command Create()
    {
        var message = new Option<string?>("--message", "-m") { Description = "Say this, print the answer and end." };
        var thread = new Option<string?>("--thread") { Description = "Go on with this thread. Default: a new one." };
        var command = new ExampledCommand(
            "chat",
            """
            Talk to the assistant. Without -m it reads lines until /quit; /stop stops the answer, /approvals shows what waits.
            """,
            "gatehouse chat",
            "gatehouse chat -m \"remember that the bins go out on Tuesday\"",
            "gatehouse chat -m \"what did I ask you to remember?\" --json"
        )
        {
            message,
            thread,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                parsed.GetValue(message) is { } text
                    ? OneMessage.RunAsync(cli, text, parsed.GetValue(thread), ct)
                    : new ChatSession(cli, parsed.GetValue(thread)).RunAsync(ct)
        );
        return command;
    }
}
