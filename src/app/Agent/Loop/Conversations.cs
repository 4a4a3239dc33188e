using System.Text;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Agent.Loop;

/// <summary>What became of the owner's message. Closed.</summary>
public abstract record SendResult
{
    private SendResult() { }

    /// <summary>It is on the disk and will be answered.</summary>
    public sealed record Accepted(string MessageId, ThreadId Thread, TurnId Turn) : SendResult;

    public sealed record UnknownThread : SendResult;

    /// <summary>Too many messages wait in this thread already.</summary>
    public sealed record QueueFull : SendResult;

    public sealed record Empty : SendResult;

    /// <summary>It brings along more texts than <see cref="Conversations.MaxPasted"/>.</summary>
    public sealed record TooManyPasted : SendResult;

    /// <summary>It holds what looks like a credential: nothing was stored.</summary>
    /// <param name="Name">The kind of credential, and how it was wrapped.</param>
    public sealed record HoldsSecret(string Name) : SendResult;

    /// <summary>It holds more encoded data than can be looked through for credentials: nothing was stored.</summary>
    public sealed record TooEncoded : SendResult;
}

/// <summary>What became of the owner's wish to have a message answered again. Closed.</summary>
public abstract record ReplaceResult
{
    private ReplaceResult() { }

    /// <summary>It is on the disk and will be answered.</summary>
    public sealed record Accepted(string MessageId, TurnId Turn) : ReplaceResult;

    /// <summary>The conversation does not allow it now.</summary>
    public sealed record Refused(ReplaceRefusal Why) : ReplaceResult;

    /// <summary>The new words were not taken.</summary>
    public sealed record NotSaid(SendResult Why) : ReplaceResult;
}

/// <summary>The owner's way into the loop.</summary>
public sealed class Conversations
{
    /// <summary>What the ledger was found to hold at the start of turns that are not here.</summary>
    public LedgerGap Gap { get; internal set; } = LedgerGap.None;

    /// <summary>Messages of one thread that may wait: more than a person types during one turn.</summary>
    public const int MaxQueued = 20;

    /// <summary>Texts that one message may bring along: more than a person asks about at once.</summary>
    public const int MaxPasted = 10;

    private readonly IThreadStore _store;
    private readonly ThreadLanes _lanes;
    private readonly TimeProvider _clock;

    internal Conversations(IThreadStore store, ThreadLanes lanes, TimeProvider clock) => (_store, _lanes, _clock) = (store, lanes, clock);

    public Task<ConversationThread> NewThreadAsync(CancellationToken ct) => _store.CreateThreadAsync(NewThreadId(), _clock.GetUtcNow(), ct);

    /// <summary>Stores the message and queues its turn; only then it is accepted. A message during a turn waits for its end.</summary>
    /// <param name="pasted">What the owner brings along. It is labelled as untrusted, for somebody else wrote it, and as private.</param>
    /// <param name="thread">Null starts a new thread.</param>
    /// <param name="zone">The owner's IANA time zone; null or unknown means the server's.</param>
    public async Task<SendResult> SendAsync(
        string content,
        IReadOnlyList<string> pasted,
        ThreadId? thread,
        string? zone,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(content))
        {
            return new SendResult.Empty();
        }

        if (pasted.Count > MaxPasted)
        {
            return new SendResult.TooManyPasted();
        }

        if (pasted.Prepend(content).Select(Refuse).FirstOrDefault(refusal => refusal is not null) is { } refused)
        {
            return refused;
        }

        if (thread is not null && await _store.FindThreadAsync(thread, ct) is null)
        {
            return new SendResult.UnknownThread();
        }

        var target = thread ?? NewThreadId();
        var turn = NewTurn(target, zone);
        var message = Message(turn, MessageRole.Owner, content, Label.OfOwner, Sources.Owner);
        var brought = pasted
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => Message(turn, MessageRole.Pasted, text, Label.Unknown, Sources.Pasted));
        if (await _store.QueueTurnAsync(target, turn, [.. brought, message], MaxQueued, ct) is null)
        {
            return new SendResult.QueueFull();
        }

        _lanes.Wake(target);
        return new SendResult.Accepted(message.Id, target, turn.Id);
    }

    /// <summary>
    /// Answers the owner's last message again, or another one in its place. The first answer stays in the transcript; the model does not
    /// see it any more, its labels still count, and what was done stays done. Texts that were brought along go along again.
    /// </summary>
    /// <param name="content">Null for the same words.</param>
    /// <exception cref="LedgerUnavailableException">Nothing can be recorded, so nothing is replaced.</exception>
    public async Task<ReplaceResult> ReplaceAsync(
        ThreadId thread,
        TurnId replaced,
        string? content,
        string? zone,
        Ledger ledger,
        CancellationToken ct
    )
    {
        if (content is not null && (string.IsNullOrWhiteSpace(content) ? new SendResult.Empty() : Refuse(content)) is { } unsaid)
        {
            return new ReplaceResult.NotSaid(unsaid);
        }

        if (await _store.RefuseReplacementAsync(thread, replaced, ct) is { } refusal)
        {
            return new ReplaceResult.Refused(refusal);
        }

        if (await _store.FindTurnAsync(replaced, ct) is not { } old)
        {
            return new ReplaceResult.Refused(ReplaceRefusal.Unknown);
        }

        var turn = NewTurn(thread, zone);
        var message = Message(turn, MessageRole.Owner, content ?? old.UserInput, Label.OfOwner, Sources.Owner);
        var brought = old
            .Pasted.Where(text => !text.Dropped)
            .Select(text => Message(turn, MessageRole.Pasted, text.Text, text.Label, text.Source));
        // Recorded first: what the model is not shown any more must be told of somewhere else than in the conversation.
        await ledger.RecordDropAsync(thread, $"the owner replaces turn {old.Turn.Number}, which is not shown to the model any more");
        if (await _store.ReplaceTurnAsync(replaced, turn, [.. brought, message], CancellationToken.None) is { } late)
        {
            await ledger.RecordDropAsync(thread, "it stays: the conversation went on meanwhile");
            return new ReplaceResult.Refused(late);
        }

        _lanes.Wake(thread);
        return new ReplaceResult.Accepted(message.Id, turn.Id);
    }

    /// <summary>Takes a message back that waits; one that was taken up is not.</summary>
    /// <returns>What was said; empty when it was taken up before, null when there is no such message.</returns>
    public async Task<IReadOnlyList<ThreadMessage>?> TakeBackAsync(ThreadId thread, string message, Ledger ledger, CancellationToken ct)
    {
        var taken = await _store.TakeBackAsync(thread, message, ct);
        if (taken is { Count: > 0 })
        {
            await ledger.RecordDropAsync(thread, "the owner takes a waiting message back; what it would have replaced counts again");
        }

        return taken;
    }

    private Turn NewTurn(ThreadId thread, string? zone) =>
        new(Turn.NewId(_clock), thread, 0, null, zone is { Length: <= 64 } ? zone : null, TurnState.Queued, _clock.GetUtcNow(), null, null);

    private static SendResult? Refuse(string text)
    {
        // Stored, it would be in every later prompt, and the model's provider would keep it.
        var scan = DeepScan.Shared.Scan(text);
        return scan.Secret is { } secret ? new SendResult.HoldsSecret(secret.Name)
            // The prompt would withhold that part from the model; the owner is told now, while he can send it another way.
            : scan.IsTruncated ? new SendResult.TooEncoded()
            : null;
    }

    private ThreadMessage Message(Turn turn, MessageRole role, string text, Label label, string source) =>
        new(ThreadMessage.NewId(_clock), turn.Id, role, WellFormed(text), label, source, [], null, turn.Created);

    private ThreadId NewThreadId() => new(Guid.CreateVersion7(_clock.GetUtcNow()).ToString("N"));

    // Half a surrogate pair cannot be stored or sent; it becomes U+FFFD here, once.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
