namespace Gatehouse.Agent.Threads;

/// <summary>One turn with all its messages, oldest first.</summary>
public sealed record TurnHistory(Turn Turn, IReadOnlyList<ThreadMessage> Messages)
{
    /// <summary>What the owner typed; empty on a continuation.</summary>
    public string UserInput => Messages.FirstOrDefault(message => message.Role == MessageRole.Owner)?.Text ?? "";

    /// <summary>What the owner brought along.</summary>
    public IReadOnlyList<ThreadMessage> Pasted => [.. Messages.Where(message => message.Role == MessageRole.Pasted)];

    /// <summary>What the turn delivers: the end's text, or what the model has written so far.</summary>
    public string? Response =>
        Turn.End?.Response ?? Messages.LastOrDefault(message => message.Role == MessageRole.Assistant && message.Text.Length > 0)?.Text;

    /// <summary>Whether the owner took out what the model wrote here.</summary>
    public bool ResponseDropped =>
        Messages.LastOrDefault(message => message.Role == MessageRole.Assistant && message.Text.Length > 0) is { Dropped: true };

    /// <summary>Each call with its end, in the order asked. A late result stands in its own turn under its approval's name.</summary>
    public IEnumerable<CallHistory> Calls
    {
        get
        {
            var ends = Messages
                .Where(message => message is { Role: MessageRole.Tool, Call: not null })
                .ToLookup(message => message.Call!.CallId, StringComparer.Ordinal);
            var asked = Messages.SelectMany(message => message.Calls).Select(call => new CallHistory(call, ends[call.Id].FirstOrDefault()));
            var late = Messages
                .Where(message => message is { Role: MessageRole.Result, Call: not null })
                .Select(message => new CallHistory(new ToolCall($"A{message.Call!.Approval}", message.Call.Tool, "{}"), message));
            return late.Concat(asked);
        }
    }
}

/// <summary>A call and the message that ended it; null while it runs.</summary>
public sealed record CallHistory(ToolCall Call, ThreadMessage? Result);

/// <summary>A page of turns, oldest first.</summary>
/// <param name="Oldest">Pass it as <c>before</c> for the page before this one.</param>
public sealed record HistoryPage(IReadOnlyList<TurnHistory> Turns, bool HasMore, DateTimeOffset? Oldest);
