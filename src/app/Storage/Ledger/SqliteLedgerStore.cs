using Dapper;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary><c>ledger.db</c>. Commits come from one thread at a time; reads may come from any and see the last commit.</summary>
/// <remarks>
/// An entry that cannot be read comes back as one that fails verifying, never as an exception. A damaged row of the other tables
/// throws <see cref="LedgerDamagedException"/> where the Gate would have relied on it.
/// </remarks>
public sealed class SqliteLedgerStore : ILedgerStore, IDisposable
{
    private readonly SqliteFile _file;
    private readonly TimeProvider _clock;
    private SqliteCommand? _insert;

    private SqliteLedgerStore(SqliteFile file, TimeProvider clock)
    {
        _file = file;
        _clock = clock;
    }

    /// <summary>Opens or creates the ledger.</summary>
    /// <exception cref="NewerDatabaseException">A newer program wrote it.</exception>
    public static SqliteLedgerStore Open(string path, TimeProvider clock) => new(SqliteFile.Open(path, "ledger"), clock);

    public LedgerSnapshot Load() =>
        _file.Read(db =>
        {
            // One transaction: all lists are of one moment.
            using var moment = db.BeginTransaction(deferred: true);
            return new LedgerSnapshot(
                Head(db),
                db.ExecuteScalar<int?>("SELECT max(number) FROM approvals") ?? 0,
                ApprovalTable.Unfinished(db),
                ReservationTable.Open(db),
                OpenEffectTable.All(db),
                GrantTable.All(db),
                StopTable.All(db),
                UnknownTable.All(db)
            );
        });

    public void Commit(IReadOnlyList<LedgerChange> changes) =>
        _file.Write(
            (db, transaction) =>
            {
                foreach (var change in changes)
                {
                    Apply(db, transaction, change);
                }
            }
        );

    public IReadOnlyList<LedgerEntry> Newest(int limit, long? before, ThreadId? thread) =>
        _file.Read(db => EntryTable.Newest(db, limit, before, thread).ToList());

    public IReadOnlyList<LedgerEntry> OfEffect(EffectId effect) => _file.Read(db => EntryTable.OfEffect(db, effect).ToList());

    public IEnumerable<LedgerEntry> All() => Walk(EntryTable.All);

    public IEnumerable<LedgerEntry> From(long seq) => Walk(db => EntryTable.From(db, seq));

    public IEnumerable<Checkpoint> Checkpoints() => Walk(CheckpointTable.NewestFirst);

    public IEnumerable<(EffectId Effect, byte[] Bytes)> Bodies() => Walk(BodyTable.All);

    public byte[]? Body(EffectId effect) => _file.Read(db => BodyTable.Find(db, effect));

    public IReadOnlyList<EffectId> OldBodies(DateTimeOffset until, int limit) => _file.Read(db => BodyDropTable.Old(db, until, limit));

    public DateTimeOffset? DropOf(DateTimeOffset stored, DateTimeOffset last) => _file.Read(db => BodyDropTable.Of(db, stored, last));

    public DateTimeOffset? BelievedClock() => _file.Read(BelievedClockTable.Find);

    public (string Text, Label Label)? Result(int approval) => _file.Read(db => ResultTable.Find(db, approval));

    public ApprovalRecord? Approval(int number) => _file.Read(db => ApprovalTable.Find(db, number));

    public Amounts Spent(BudgetScope scope) => _file.Read(db => BudgetSumTable.Of(db, scope));

    public bool Knows(HostName host) => _file.Read(db => KnownHostTable.Has(db, host));

    public void Dispose()
    {
        _insert?.Dispose();
        _file.Dispose();
    }

    private static LedgerHead Head(SqliteConnection db) =>
        EntryTable.Last(db) switch
        {
            null => LedgerHead.Empty,
            { Previous: EntryRow.Unreadable } => throw new LedgerDamagedException("its last entry cannot be read"),
            var last => new LedgerHead(last.Seq, last.Hash),
        };

    private void Apply(SqliteConnection db, SqliteTransaction transaction, LedgerChange change)
    {
        switch (change)
        {
            case LedgerChange.EntryAdded(var entry):
                EntryTable.Insert(_insert ??= EntryTable.PrepareInsert(db), transaction, entry);
                break;
            case LedgerChange.BodyStored(var effect, var bytes):
                BodyTable.Save(db, effect, bytes, _clock.GetUtcNow());
                break;
            case LedgerChange.EffectOpened(var open):
                OpenEffectTable.Save(db, open);
                break;
            case LedgerChange.EffectClosed(var effect):
                OpenEffectTable.Delete(db, effect);
                break;
            case LedgerChange.ApprovalSaved(var approval):
                ApprovalTable.Save(db, approval);
                break;
            case LedgerChange.ResultStored(var number, var text, var label):
                ResultTable.Save(db, number, text, label);
                break;
            default:
                ApplyRule(db, change);
                break;
        }
    }

    private static void ApplyRule(SqliteConnection db, LedgerChange change)
    {
        switch (change)
        {
            case LedgerChange.ReservationSaved(var reservation):
                ReservationTable.Save(db, reservation);
                break;
            case LedgerChange.GrantSaved(var grant):
                GrantTable.Save(db, grant);
                break;
            case LedgerChange.GrantRevoked(var id):
                GrantTable.Delete(db, id);
                break;
            case LedgerChange.StopSet(var stop):
                StopTable.Save(db, stop);
                break;
            case LedgerChange.StopCleared(var scope):
                StopTable.Delete(db, scope);
                break;
            case LedgerChange.BodiesDropped drop:
                BodyDropTable.Drop(db, drop);
                break;
            case LedgerChange.ClockBelieved(var at):
                BelievedClockTable.Save(db, at);
                break;
            case LedgerChange.UnknownAdded(var unknown):
                UnknownTable.Save(db, unknown);
                break;
            case LedgerChange.UnknownAnswered(var effect):
                UnknownTable.Delete(db, effect);
                break;
            case LedgerChange.CheckpointAdded(var checkpoint):
                CheckpointTable.Add(db, checkpoint);
                break;
            default:
                throw new InvalidOperationException($"a change that the ledger's file does not know: {change.GetType().Name}");
        }
    }

    private IEnumerable<T> Walk<T>(Func<SqliteConnection, IEnumerable<T>> rows)
    {
        using var lease = _file.Lease();
        foreach (var row in rows(lease.Connection))
        {
            yield return row;
        }
    }
}
