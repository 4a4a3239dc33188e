using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Threads;

/// <summary>
/// The disk behind conversations. Each call is one transaction and is on the disk when it returns: what was said is not lost, and what
/// was done is not said twice.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public interface IThreadStore
{
    Task<ConversationThread> CreateThreadAsync(ThreadId id, DateTimeOffset now, CancellationToken ct);

    Task<ConversationThread?> FindThreadAsync(ThreadId id, CancellationToken ct);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ConversationThread>> ThreadsAsync(int limit, CancellationToken ct);

    /// <summary>Stores the owner's message and the turn that will answer it. A new thread is created on the way.</summary>
    /// <param name="said">What he brought along, then his message, which gives a new thread its title.</param>
    /// <param name="maxQueued">Most turns that may wait; beyond it nothing is stored and null comes back.</param>
    Task<Turn?> QueueTurnAsync(ThreadId thread, Turn turn, IReadOnlyList<ThreadMessage> said, int maxQueued, CancellationToken ct);

    /// <summary>Takes the oldest queued turn of a thread into work; null when none waits.</summary>
    Task<Turn?> BeginTurnAsync(ThreadId thread, DateTimeOffset now, CancellationToken ct);

    /// <summary>Stores one step of a running turn. A tool message for an approval that has already settled is stored with the real result.</summary>
    /// <returns>The message as stored.</returns>
    Task<ThreadMessage> AppendAsync(ThreadId thread, ThreadMessage message, CancellationToken ct);

    /// <summary>Stores the last messages of a turn and its end together. Does nothing when the turn has ended before.</summary>
    Task EndTurnAsync(Turn turn, TurnEnd end, IReadOnlyList<ThreadMessage> last, CancellationToken ct);

    /// <summary>Puts a turn that was begun and left no step back into the queue.</summary>
    Task RequeueTurnAsync(TurnId turn, CancellationToken ct);

    /// <summary>Everything said up to a turn: its own messages and those of the turns before it, in turn order.</summary>
    Task<IReadOnlyList<ThreadMessage>> MessagesAsync(ThreadId thread, int throughTurn, CancellationToken ct);

    /// <summary>
    /// Gives a thread the result it waited for and queues the continuation turn. When nothing was said since the waiting turn, the result
    /// takes the placeholder's place; otherwise it opens the continuation as a message of its own.
    /// </summary>
    /// <returns>False when this approval was saved before: nothing changed.</returns>
    Task<bool> SaveSettledAsync(Settlement settled, TurnId continuation, DateTimeOffset now, CancellationToken ct);

    /// <summary>Of these turns those that are not there, although nobody deleted their threads.</summary>
    Task<IReadOnlySet<TurnId>> MissingTurnsAsync(IReadOnlyList<(ThreadId Thread, TurnId Turn)> turns, CancellationToken ct);

    /// <summary>Placeholders of calls whose approval has not come to its end, as far as this store knows.</summary>
    Task<IReadOnlyList<ThreadMessage>> WaitingCallsAsync(CancellationToken ct);

    /// <summary>Puts a result in its placeholder's place and queues nothing. Does nothing when it was saved before.</summary>
    Task PlaceSettledAsync(Settlement settled, DateTimeOffset now, CancellationToken ct);

    /// <returns>Why a turn of the owner's cannot be replaced now; null when it can.</returns>
    Task<ReplaceRefusal?> RefuseReplacementAsync(ThreadId thread, TurnId turn, CancellationToken ct);

    /// <summary>
    /// Queues a turn in the place of the owner's last one. The old one, and what went on from it, stays in the transcript; the model does
    /// not see it any more, and its labels still count.
    /// </summary>
    /// <returns>Why not; null when it is done.</returns>
    Task<ReplaceRefusal?> ReplaceTurnAsync(TurnId replaced, Turn by, IReadOnlyList<ThreadMessage> said, CancellationToken ct);

    /// <summary>Takes a message back that no turn has taken up.</summary>
    /// <returns>What was said; empty when it was taken up before, null when there is no such message.</returns>
    Task<IReadOnlyList<ThreadMessage>?> TakeBackAsync(ThreadId thread, string message, CancellationToken ct);

    /// <returns>False when there is no such thread.</returns>
    Task<bool> RenameAsync(ThreadId thread, string title, CancellationToken ct);

    /// <summary>Deletes a thread with all that was said in it.</summary>
    /// <returns>How many turns are gone; null when one is queued or under way, and nothing was changed.</returns>
    Task<int?> DeleteAsync(ThreadId thread, CancellationToken ct);

    /// <summary>What untrusted text a conversation holds that was not taken out.</summary>
    Task<ThreadTaint> TaintAsync(ThreadId thread, CancellationToken ct);

    /// <summary>Takes all untrusted texts out of a conversation: what the model wrote from them, and calls and results of what it wrote so.</summary>
    /// <returns>How many; null when a turn is queued or under way, and nothing was changed.</returns>
    Task<int?> DropUntrustedAsync(ThreadId thread, CancellationToken ct);

    Task<TurnHistory?> FindTurnAsync(TurnId turn, CancellationToken ct);

    /// <summary>Turns that are queued or were under way, oldest first.</summary>
    Task<IReadOnlyList<Turn>> UnfinishedTurnsAsync(CancellationToken ct);

    Task<HistoryPage> HistoryAsync(ThreadId thread, int limit, DateTimeOffset? before, CancellationToken ct);
}
