using System.Text;
using Gatehouse.Agent.Threads;
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

    /// <summary>It holds what looks like a credential: nothing was stored.</summary>
    /// <param name="Name">The kind of credential, and how it was wrapped.</param>
    public sealed record HoldsSecret(string Name) : SendResult;

    /// <summary>It holds more encoded data than can be looked through for credentials: nothing was stored.</summary>
    public sealed record TooEncoded : SendResult;
}

/// <summary>The owner's way into the loop.</summary>
public sealed class Conversations
{
    /// <summary>Messages of one thread that may wait: more than a person types during one turn.</summary>
    public const int MaxQueued = 20;

    private readonly IThreadStore _store;
    private readonly ThreadLanes _lanes;
    private readonly TimeProvider _clock;

    internal Conversations(IThreadStore store, ThreadLanes lanes, TimeProvider clock) => (_store, _lanes, _clock) = (store, lanes, clock);

    public Task<ConversationThread> NewThreadAsync(CancellationToken ct) => _store.CreateThreadAsync(NewThreadId(), _clock.GetUtcNow(), ct);

    /// <summary>Stores the message and queues its turn; only then it is accepted. A message during a turn waits for its end.</summary>
    /// <param name="thread">Null starts a new thread.</param>
    /// <param name="zone">The owner's IANA time zone; null or unknown means the server's.</param>
    public async Task<SendResult> SendAsync(string content, ThreadId? thread, string? zone, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(content))
        {
            return new SendResult.Empty();
        }

        // Stored, it would be in every later prompt, and the model's provider would keep it.
        var scan = DeepScan.Shared.Scan(content);
        if (scan.Secret is { } secret)
        {
            return new SendResult.HoldsSecret(secret.Name);
        }

        // The prompt would withhold that part from the model; the owner is told now, while he can send it another way.
        if (scan.IsTruncated)
        {
            return new SendResult.TooEncoded();
        }

        if (thread is not null && await _store.FindThreadAsync(thread, ct) is null)
        {
            return new SendResult.UnknownThread();
        }

        var now = _clock.GetUtcNow();
        var target = thread ?? NewThreadId();
        var turn = new Turn(
            Turn.NewId(_clock),
            target,
            0,
            null,
            zone is { Length: <= 64 } ? zone : null,
            TurnState.Queued,
            now,
            null,
            null
        );
        var message = new ThreadMessage(
            ThreadMessage.NewId(_clock),
            turn.Id,
            MessageRole.Owner,
            WellFormed(content),
            Label.OfOwner,
            Sources.Owner,
            [],
            null,
            now
        );
        if (await _store.QueueTurnAsync(target, turn, message, MaxQueued, ct) is null)
        {
            return new SendResult.QueueFull();
        }

        _lanes.Wake(target);
        return new SendResult.Accepted(message.Id, target, turn.Id);
    }

    private ThreadId NewThreadId() => new(Guid.CreateVersion7(_clock.GetUtcNow()).ToString("N"));

    // Half a surrogate pair cannot be stored or sent; it becomes U+FFFD here, once.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
