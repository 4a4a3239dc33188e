using System.Globalization;
using System.Text;
using Gatehouse.Agent.Threads;
using Gatehouse.Contracts.Chat;

namespace Gatehouse.Server.Endpoints;

/// <summary>A conversation to be kept elsewhere: for programs, and for people.</summary>
internal static class ThreadExports
{
    public static ThreadExport Of(ThreadView thread, IReadOnlyList<TurnHistory> turns, DateTimeOffset now) =>
        new(
            thread,
            now,
            [
                .. turns.Select(history => new ExportedTurn(
                    history.Turn.Number,
                    ChatViews.State(history.Turn.State),
                    history.Turn.Started ?? history.Turn.Created,
                    history.Turn.End?.Time,
                    history.Turn.End?.Reason.Wire(),
                    [.. history.Messages.Select(Message)],
                    history.Turn.ReplacedBy is null ? null : true
                )),
            ]
        );

    /// <summary>What was said, in full; of tools their names and ends. Texts are quoted, so that none of them can pass for a heading.</summary>
    public static string Markdown(ThreadExport export)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {OneLine(export.Thread.Title ?? "Untitled conversation")}\n");
        var said = export.Turns.SelectMany(turn => turn.Messages.Select(message => (turn, message)));
        foreach (var (turn, message) in said.Where(one => one.message.Text.Length > 0))
        {
            var replaced = turn.Replaced == true ? ", replaced later" : "";
            var outside = message.Label.Integrity == "untrusted" ? ", from outside" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## {Speaker(message)}, {message.Time:yyyy-MM-dd HH:mm} UTC{outside}{replaced}\n\n"
            );
            // Every kind of line break: a lone CR ends a line of Markdown, too.
            text.Append("> ").Append(message.Text.ReplaceLineEndings("\n> ")).Append('\n');
        }

        return text.ToString();
    }

    private static ExportedMessage Message(ThreadMessage message) =>
        new(
            message.Role.ToString().ToLowerInvariant(),
            message.Text,
            ApprovalViews.View(message.Label),
            message.Source,
            message.Time,
            message.Calls.Count == 0 ? null : [.. message.Calls.Select(call => new ExportedCall(call.Id, call.Name, call.Arguments))],
            message.Call?.CallId,
            message.Call?.Outcome.Wire(),
            message.Call?.Effect?.Value,
            message.Dropped ? true : null
        );

    private static string Speaker(ExportedMessage message) =>
        message.Role switch
        {
            "owner" => "You",
            "pasted" => "Pasted text",
            "assistant" => "Assistant",
            _ => $"{OneLine(message.Source)} ({message.Outcome})",
        };

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
