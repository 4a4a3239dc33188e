using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Prompts;

/// <summary>The part of a conversation that a turn shows to the model.</summary>
internal static class PromptHistory
{
    /// <summary>Most characters of one message: what the Gate takes for shown.</summary>
    public const int MaxMessageLength = ContextItem.MaxShown;

    /// <summary>Most characters of all messages: about 100,000 tokens, what small context windows still hold.</summary>
    public const int MaxLength = 400_000;

    private const string CutMark = "\n[… the rest is cut here]";

    private const string DroppedText = "The owner took this text out of the conversation. It is not shown any more.";

    /// <summary>The newest messages that fit and were neither taken out nor replaced, cut between turns; the running turn's are always in.</summary>
    public static IReadOnlyList<ThreadMessage> Window(IReadOnlyList<ThreadMessage> messages)
    {
        var kept = new List<ThreadMessage>();
        var length = 0;
        var turns = WithoutDropped([.. messages.Where(message => !message.Replaced)])
            .Select(Cut)
            .GroupBy(message => message.Turn)
            .Reverse()
            .ToList();
        foreach (var turn in turns)
        {
            length += turn.Sum(message => message.Text.Length + message.Calls.Sum(call => call.Arguments.Length));
            if (length > MaxLength && kept.Count > 0)
            {
                break;
            }

            kept.InsertRange(0, turn);
        }

        return kept;
    }

    /// <summary>
    /// What is left of replaced turns: labels and sources without a word. An edit takes nothing out of a conversation; taking out is an
    /// act of its own.
    /// </summary>
    public static IEnumerable<ThreadMessage> Kept(IEnumerable<ThreadMessage> messages) =>
        messages
            .Where(message => message is { Replaced: true, Dropped: false } and not { Role: MessageRole.Owner })
            .Select(message => message with { Text = "", Calls = [] });

    /// <summary>What the Gate must know of: each text that the model will see, with its label.</summary>
    public static IEnumerable<ContextItem> Items(IEnumerable<ThreadMessage> messages) =>
        messages.Select(message => new ContextItem(
            message.Label,
            message.Source,
            message.Calls.Count == 0 ? message.Text : string.Join('\n', [message.Text, .. message.Calls.Select(call => call.Arguments)])
        ));

    /// <summary>
    /// Pages that were read since the owner last said something or said yes: what a turn that goes on by itself has used up already. A
    /// no, and a question that nobody answered, give nothing back.
    /// </summary>
    /// <param name="messages">All of the thread's, not the window: a hijacked turn could push the first reads out of it.</param>
    public static int PagesRead(IReadOnlyList<ThreadMessage> messages) =>
        messages
            .Reverse()
            .TakeWhile(message =>
                message.Role != MessageRole.Owner && message.Call is not { Approval: not null, Outcome: CallOutcome.Done }
            )
            .Count(message => message.Call is { Effect: not null, Tool: WebFetchTool.ToolName or ExtractTool.ToolName });

    // A call that stays needs a result behind it, or the model would believe that nothing was done; this one is nobody's text but ours.
    private static IEnumerable<ThreadMessage> WithoutDropped(IReadOnlyList<ThreadMessage> messages)
    {
        var calls = messages
            .Where(message => !message.Dropped)
            .SelectMany(message => message.Calls.Select(call => (message.Turn, call.Id)))
            .ToHashSet();
        return messages
            .Where(message =>
                !message.Dropped || (message is { Role: MessageRole.Tool, Call: { } end } && calls.Contains((message.Turn, end.CallId)))
            )
            .Select(message =>
                message.Dropped ? message with { Text = DroppedText, Label = Label.OfAssistant, Source = message.Call!.Tool } : message
            );
    }

    /// <summary>The message as the model gets to see it.</summary>
    public static ThreadMessage Cut(ThreadMessage message) => message with { Text = Cut(message.Text) };

    public static string Cut(string text) => text.Length <= MaxMessageLength ? text : WellFormed(text[..MaxMessageLength]) + CutMark;

    // A cut through a surrogate pair would leave text that cannot be written as UTF-8.
    private static string WellFormed(string text) => char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
