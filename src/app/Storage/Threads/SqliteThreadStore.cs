using Dapper;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Threads;

/// <summary>Conversations in <c>gatehouse.db</c>. Thread-safe.</summary>
public sealed class SqliteThreadStore(SqliteFile file) : IThreadStore
{
    public Task<ConversationThread> CreateThreadAsync(ThreadId id, DateTimeOffset now, CancellationToken ct)
    {
        file.Write(db => TurnWriting.EnsureThread(db, id, null, now));
        return Task.FromResult(Thread(id)!);
    }

    public Task<ConversationThread?> FindThreadAsync(ThreadId id, CancellationToken ct) => Task.FromResult(Thread(id));

    public Task<IReadOnlyList<ConversationThread>> ThreadsAsync(int limit, CancellationToken ct)
    {
        var rows = file.Read(db =>
            db.Query<ThreadRow>(ThreadRow.Select + " ORDER BY t.updated DESC, t.id DESC LIMIT @limit", new { limit }).AsList()
        );
        return Task.FromResult<IReadOnlyList<ConversationThread>>([.. rows.Select(row => row.ToThread())]);
    }

    public Task<bool> RenameAsync(ThreadId thread, string title, CancellationToken ct)
    {
        var renamed = 0;
        file.Write(db =>
            renamed = db.Execute("UPDATE threads SET title = @title WHERE id = @Value", new { title = StoredText.Of(title), thread.Value })
        );
        return Task.FromResult(renamed == 1);
    }

    public Task<int?> DeleteAsync(ThreadId thread, CancellationToken ct)
    {
        int? gone = null;
        file.Write(db => gone = ThreadDeletion.Run(db, thread));
        return Task.FromResult(gone);
    }

    public Task<Turn?> QueueTurnAsync(ThreadId thread, Turn turn, IReadOnlyList<ThreadMessage> said, int maxQueued, CancellationToken ct)
    {
        Turn? queued = null;
        file.Write(db =>
        {
            TurnWriting.EnsureThread(db, thread, said[^1].Text, turn.Created);
            var waiting = db.ExecuteScalar<long>("SELECT COUNT(*) FROM turns WHERE thread = @Value AND state = 'Queued'", thread);
            if (waiting < maxQueued)
            {
                queued = TurnWriting.Queue(db, turn);
                db.Execute(MessageRow.Insert, said.Select(MessageRow.Of));
            }
        });
        return Task.FromResult(queued);
    }

    public Task<ReplaceRefusal?> RefuseReplacementAsync(ThreadId thread, TurnId turn, CancellationToken ct) =>
        Task.FromResult(file.Read(db => TurnReplacing.Refuse(db, thread, turn)));

    public Task<ReplaceRefusal?> ReplaceTurnAsync(TurnId replaced, Turn by, IReadOnlyList<ThreadMessage> said, CancellationToken ct)
    {
        ReplaceRefusal? refusal = null;
        file.Write(db =>
        {
            refusal = TurnReplacing.Refuse(db, by.Thread, replaced);
            if (refusal is null)
            {
                TurnReplacing.Replace(db, replaced, by, said);
            }
        });
        return Task.FromResult(refusal);
    }

    public Task<IReadOnlyList<ThreadMessage>?> TakeBackAsync(ThreadId thread, string message, CancellationToken ct)
    {
        IReadOnlyList<ThreadMessage>? said = null;
        file.Write(db => said = TurnReplacing.TakeBack(db, thread, message));
        return Task.FromResult(said);
    }

    public Task<Turn?> BeginTurnAsync(ThreadId thread, DateTimeOffset now, CancellationToken ct)
    {
        Turn? begun = null;
        file.Write(db =>
            begun = db.QuerySingleOrDefault<TurnRow>(
                    $"""
                    UPDATE turns SET state = 'Processing', started = COALESCE(started, @now)
                    WHERE id = (SELECT id FROM turns WHERE thread = @Value AND state = 'Queued' ORDER BY number LIMIT 1)
                    RETURNING {TurnRow.Columns}
                    """,
                    new { thread.Value, now = now.ToUnixTimeMilliseconds() }
                )
                ?.ToTurn()
        );
        return Task.FromResult(begun);
    }

    public Task<ThreadMessage> AppendAsync(ThreadId thread, ThreadMessage message, CancellationToken ct)
    {
        var stored = message;
        file.Write(db => stored = SettledWriting.Append(db, message));
        return Task.FromResult(stored);
    }

    public Task EndTurnAsync(Turn turn, TurnEnd end, IReadOnlyList<ThreadMessage> last, CancellationToken ct)
    {
        file.Write(db => TurnWriting.End(db, turn, end, last));
        return Task.CompletedTask;
    }

    public Task RequeueTurnAsync(TurnId turn, CancellationToken ct)
    {
        file.Write(db => db.Execute("UPDATE turns SET state = 'Queued' WHERE id = @Value AND state = 'Processing'", turn));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ThreadMessage>> MessagesAsync(ThreadId thread, int throughTurn, CancellationToken ct)
    {
        var rows = file.Read(db =>
            db.Query<MessageRow>(
                    $"""
                    SELECT {MessageRow.Columns} FROM messages m JOIN turns t ON t.id = m.turn
                    WHERE t.thread = @Value AND t.number <= @throughTurn ORDER BY t.number, m.seq
                    """,
                    new { thread.Value, throughTurn }
                )
                .AsList()
        );
        return Task.FromResult<IReadOnlyList<ThreadMessage>>([.. rows.Select(row => row.ToMessage())]);
    }

    public Task<bool> SaveSettledAsync(Settlement settled, TurnId continuation, DateTimeOffset now, CancellationToken ct)
    {
        var saved = false;
        file.Write(db => saved = SettledWriting.Save(db, settled, continuation, now));
        return Task.FromResult(saved);
    }

    public Task<IReadOnlySet<TurnId>> MissingTurnsAsync(IReadOnlyList<(ThreadId Thread, TurnId Turn)> turns, CancellationToken ct)
    {
        var missing = file.Read(db =>
        {
            var ids = turns.Select(turn => turn.Turn.Value).Distinct().ToList();
            var there = db.Query<string>("SELECT id FROM turns WHERE id IN @ids", new { ids }).ToHashSet(StringComparer.Ordinal);
            var threads = turns.Select(turn => turn.Thread.Value).Distinct().ToList();
            var gone = db.Query<string>("SELECT id FROM deleted_threads WHERE id IN @threads", new { threads })
                .ToHashSet(StringComparer.Ordinal);
            return turns
                .Where(turn => !there.Contains(turn.Turn.Value) && !gone.Contains(turn.Thread.Value))
                .Select(turn => turn.Turn)
                .ToHashSet();
        });
        return Task.FromResult<IReadOnlySet<TurnId>>(missing);
    }

    public Task<IReadOnlyList<ThreadMessage>> WaitingCallsAsync(CancellationToken ct)
    {
        const string Sql = $"SELECT {MessageRow.Columns} FROM messages m WHERE m.outcome = 'waiting' ORDER BY m.seq";
        var rows = file.Read(db => db.Query<MessageRow>(Sql).AsList());
        return Task.FromResult<IReadOnlyList<ThreadMessage>>([.. rows.Select(row => row.ToMessage())]);
    }

    public Task PlaceSettledAsync(Settlement settled, DateTimeOffset now, CancellationToken ct)
    {
        file.Write(db => SettledWriting.Place(db, settled, now));
        return Task.CompletedTask;
    }

    public Task<ThreadTaint> TaintAsync(ThreadId thread, CancellationToken ct) =>
        Task.FromResult(file.Read(db => TaintWriting.Read(db, thread)));

    public Task<int?> DropUntrustedAsync(ThreadId thread, CancellationToken ct)
    {
        int? dropped = null;
        file.Write(db => dropped = TaintWriting.Drop(db, thread));
        return Task.FromResult(dropped);
    }

    public Task<TurnHistory?> FindTurnAsync(TurnId turn, CancellationToken ct)
    {
        var found = file.Read(db => Turns(db, "WHERE id = @Value", turn));
        return Task.FromResult(found.FirstOrDefault());
    }

    public Task<IReadOnlyList<Turn>> UnfinishedTurnsAsync(CancellationToken ct)
    {
        const string Sql = $"SELECT {TurnRow.Columns} FROM turns WHERE state IN ('Queued', 'Processing') ORDER BY thread, number";
        var rows = file.Read(db => db.Query<TurnRow>(Sql).AsList());
        return Task.FromResult<IReadOnlyList<Turn>>([.. rows.Select(row => row.ToTurn())]);
    }

    public Task<HistoryPage> HistoryAsync(ThreadId thread, int limit, DateTimeOffset? before, CancellationToken ct)
    {
        var found = file.Read(db =>
            Turns(
                db,
                "WHERE thread = @Value AND (@before IS NULL OR created < @before) ORDER BY number DESC LIMIT @more",
                new
                {
                    thread.Value,
                    before = before?.ToUnixTimeMilliseconds(),
                    more = limit + 1,
                }
            )
        );
        var page = found.Take(limit).Reverse().ToList();
        return Task.FromResult(new HistoryPage(page, found.Count > limit, page.Count == 0 ? null : page[0].Turn.Created));
    }

    private ConversationThread? Thread(ThreadId id) =>
        file.Read(db => db.QuerySingleOrDefault<ThreadRow>(ThreadRow.Select + " WHERE t.id = @Value", id))?.ToThread();

    private static List<TurnHistory> Turns(Microsoft.Data.Sqlite.SqliteConnection db, string which, object parameters)
    {
        // One snapshot for turns and their messages: a step that is stored in between would stand in one and not in the other.
        using var snapshot = db.BeginTransaction(deferred: true);
        var turns = db.Query<TurnRow>($"SELECT {TurnRow.Columns} FROM turns {which}", parameters).AsList();
        var messages = turns.ConvertAll(turn =>
            db.Query<MessageRow>($"SELECT {MessageRow.Columns} FROM messages m WHERE m.turn = @Id ORDER BY m.seq", new { turn.Id }).AsList()
        );
        return [.. turns.Zip(messages, (turn, said) => new TurnHistory(turn.ToTurn(), [.. said.Select(row => row.ToMessage())]))];
    }
}
