using Dapper;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.App.Tests.Storage;

/// <summary>A ledger of the first version comes up in this one with all that was reserved.</summary>
public sealed class LedgerMigrationTests : IDisposable
{
    private static readonly BudgetScope Day = new BudgetScope.Day(LedgerSample.Day);
    private static readonly BudgetScope Thread = new BudgetScope.Thread(LedgerSample.Thread);

    private readonly TempFolder _temp = new();
    private readonly LedgerSample _sample = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Every_reservation_keeps_its_numbers_and_gets_its_thread()
    {
        // The fourth has no entry: it was nobody's.
        WriteFirstVersion(db =>
        {
            Reserve(db, 1, LedgerSample.Day, 1_000, settled: true);
            Reserve(db, 2, LedgerSample.Day, 200, settled: false);
            Reserve(db, 3, LedgerSample.Day.AddDays(-1), 50, settled: true);
            Reserve(db, 4, LedgerSample.Day, 7, settled: true);
        });

        using var store = SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System);

        var open = Assert.Single(store.Load().Reservations);
        Assert.Equal(
            new Reservation(LedgerSample.Effect(2), LedgerSample.Day, LedgerSample.Thread, new Amounts(200, 1), null, Settled: false),
            open
        );
        Assert.Equal(new Amounts(1_207, 3), store.Spent(Day));
        Assert.Equal(new Amounts(1_250, 3), store.Spent(Thread));
        Assert.Equal(new Amounts(50, 1), store.Spent(new BudgetScope.Day(LedgerSample.Day.AddDays(-1))));
        store.Commit([new LedgerChange.ReservationSaved(open with { Amounts = new Amounts(10, 1, 99), Settled = true })]);
        Assert.Equal(new Amounts(1_017, 3, 99), store.Spent(Day));
    }

    [Fact]
    public void The_file_verifies_before_and_after_and_before_is_left_as_it_is()
    {
        WriteFirstVersion(db => Reserve(db, 1, LedgerSample.Day, 1_000, settled: true));
        var before = File.ReadAllBytes(_temp["ledger.db"]);
        Assert.Empty(TamperedLedger.Verify(_temp["ledger.db"], _sample.Head).Problems);
        Assert.Equal(before, File.ReadAllBytes(_temp["ledger.db"]));

        SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System).Dispose();

        Assert.Empty(TamperedLedger.Verify(_temp["ledger.db"], _sample.Head).Problems);
    }

    [Fact]
    public void A_row_that_was_altered_before_is_still_found_and_nobody_relies_on_a_sum_of_it()
    {
        WriteFirstVersion(db =>
        {
            Reserve(db, 1, LedgerSample.Day, 1_000, settled: true);
            Reserve(db, 2, LedgerSample.Day.AddDays(1), 1_000, settled: true);
            db.Execute("UPDATE reservations SET tokens = 1 WHERE effect_id = @id", new { id = LedgerSample.Effect(1).Value });
        });

        using var store = SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System);

        Assert.Throws<LedgerDamagedException>(() => store.Spent(Day));
        Assert.Throws<LedgerDamagedException>(() => store.Spent(Thread));
        Assert.Equal(1_000, store.Spent(new BudgetScope.Day(LedgerSample.Day.AddDays(1))).Tokens);
        store.Dispose();
        Assert.Contains(
            TamperedLedger.Verify(_temp["ledger.db"], _sample.Head).Problems,
            problem => problem.Problem == "altered" && problem.Detail.Contains(LedgerSample.Effect(1).Value, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Numbers_that_no_sum_can_hold_do_not_keep_it_down()
    {
        WriteFirstVersion(db =>
        {
            Reserve(db, 1, LedgerSample.Day, long.MaxValue, settled: true);
            Reserve(db, 2, LedgerSample.Day, long.MaxValue, settled: true);
        });

        using var store = SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System);

        Assert.Equal(long.MaxValue, store.Spent(Day).Tokens);
    }

    // The first script alone, and three entries with a thread.
    private void WriteFirstVersion(Action<SqliteConnection> fill)
    {
        using var db = new SqliteConnection($"Data Source={_temp["ledger.db"]};Pooling=False");
        db.Open();
        Migrator.Run(db, [.. Migrator.Scripts("ledger").Where(script => script.Number == 1)], "ledger.db");
        using (var transaction = db.BeginTransaction())
        {
            using var insert = EntryTable.PrepareInsert(db);
            for (var i = 1; i < 4; i++)
            {
                EntryTable.Insert(insert, transaction, _sample.Next(LedgerSample.Full(i)).Entry);
            }

            transaction.Commit();
        }

        fill(db);
    }

    private static void Reserve(SqliteConnection db, int number, DateOnly day, long tokens, bool settled) =>
        ReservationTable.First.Save(db, LedgerSample.Effect(number).Value, ReservationTable.Text(day), tokens, 1L, settled ? 1L : 0L);
}
