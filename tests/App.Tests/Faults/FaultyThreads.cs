using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Faults;

/// <summary>The conversations' file, behind a line on which calls fail. The store works synchronously, so a call ends within its turn.</summary>
internal sealed class FaultyThreads(IThreadStore inner, FaultLine line) : IThreadStore
{
    public Task<ConversationThread> CreateThreadAsync(ThreadId id, DateTimeOffset now, CancellationToken ct) =>
        Write("CreateThread", () => inner.CreateThreadAsync(id, now, ct));

    public Task<ConversationThread?> FindThreadAsync(ThreadId id, CancellationToken ct) =>
        Read("FindThread", () => inner.FindThreadAsync(id, ct));

    public Task<IReadOnlyList<ConversationThread>> ThreadsAsync(int limit, CancellationToken ct) =>
        Read("Threads", () => inner.ThreadsAsync(limit, ct));

    public Task<Turn?> QueueTurnAsync(ThreadId thread, Turn turn, IReadOnlyList<ThreadMessage> said, int maxQueued, CancellationToken ct) =>
        Write("QueueTurn", () => inner.QueueTurnAsync(thread, turn, said, maxQueued, ct));

    public Task<Turn?> BeginTurnAsync(ThreadId thread, DateTimeOffset now, CancellationToken ct) =>
        Write("BeginTurn", () => inner.BeginTurnAsync(thread, now, ct));

    public Task<ThreadMessage> AppendAsync(ThreadId thread, ThreadMessage message, CancellationToken ct) =>
        Write("Append", () => inner.AppendAsync(thread, message, ct));

    public Task EndTurnAsync(Turn turn, TurnEnd end, IReadOnlyList<ThreadMessage> last, CancellationToken ct) =>
        Write("EndTurn", () => inner.EndTurnAsync(turn, end, last, ct));

    public Task RequeueTurnAsync(TurnId turn, CancellationToken ct) => Write("RequeueTurn", () => inner.RequeueTurnAsync(turn, ct));

    public Task<IReadOnlyList<ThreadMessage>> MessagesAsync(ThreadId thread, int throughTurn, CancellationToken ct) =>
        Read("Messages", () => inner.MessagesAsync(thread, throughTurn, ct));

    public Task<bool> SaveSettledAsync(Settlement settled, TurnId continuation, DateTimeOffset now, CancellationToken ct) =>
        Write("SaveSettled", () => inner.SaveSettledAsync(settled, continuation, now, ct));

    public Task<IReadOnlySet<TurnId>> MissingTurnsAsync(IReadOnlyList<(ThreadId Thread, TurnId Turn)> turns, CancellationToken ct) =>
        Read("MissingTurns", () => inner.MissingTurnsAsync(turns, ct));

    public Task<IReadOnlyList<ThreadMessage>> WaitingCallsAsync(CancellationToken ct) =>
        Read("WaitingCalls", () => inner.WaitingCallsAsync(ct));

    public Task PlaceSettledAsync(Settlement settled, DateTimeOffset now, CancellationToken ct) =>
        Write("PlaceSettled", () => inner.PlaceSettledAsync(settled, now, ct));

    public Task<ReplaceRefusal?> RefuseReplacementAsync(ThreadId thread, TurnId turn, CancellationToken ct) =>
        Read("RefuseReplacement", () => inner.RefuseReplacementAsync(thread, turn, ct));

    public Task<ReplaceRefusal?> ReplaceTurnAsync(TurnId replaced, Turn by, IReadOnlyList<ThreadMessage> said, CancellationToken ct) =>
        Write("ReplaceTurn", () => inner.ReplaceTurnAsync(replaced, by, said, ct));

    public Task<IReadOnlyList<ThreadMessage>?> TakeBackAsync(ThreadId thread, string message, CancellationToken ct) =>
        Write("TakeBack", () => inner.TakeBackAsync(thread, message, ct));

    public Task<bool> RenameAsync(ThreadId thread, string title, CancellationToken ct) =>
        Write("Rename", () => inner.RenameAsync(thread, title, ct));

    public Task<int?> DeleteAsync(ThreadId thread, CancellationToken ct) => Write("Delete", () => inner.DeleteAsync(thread, ct));

    public Task<ThreadTaint> TaintAsync(ThreadId thread, CancellationToken ct) => Read("Taint", () => inner.TaintAsync(thread, ct));

    public Task<int?> DropUntrustedAsync(ThreadId thread, CancellationToken ct) =>
        Write("DropUntrusted", () => inner.DropUntrustedAsync(thread, ct));

    public Task<TurnHistory?> FindTurnAsync(TurnId turn, CancellationToken ct) => Read("FindTurn", () => inner.FindTurnAsync(turn, ct));

    public Task<IReadOnlyList<Turn>> UnfinishedTurnsAsync(CancellationToken ct) =>
        Read("UnfinishedTurns", () => inner.UnfinishedTurnsAsync(ct));

    public Task<HistoryPage> HistoryAsync(ThreadId thread, int limit, DateTimeOffset? before, CancellationToken ct) =>
        Read("History", () => inner.HistoryAsync(thread, limit, before, ct));

    private T Read<T>(string call, Func<T> work) => line.Pass(FaultPort.Threads, call, acts: false, work);

    private T Write<T>(string call, Func<T> work) => line.Pass(FaultPort.Threads, call, acts: true, work);
}
