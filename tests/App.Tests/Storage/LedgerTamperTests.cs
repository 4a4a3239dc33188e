using Dapper;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Ledger;
using Microsoft.Data.Sqlite;

namespace Gatehouse.App.Tests.Storage;

/// <summary>What <c>gatehouse ledger verify</c> must find on a copy.</summary>
public sealed class LedgerTamperTests(TamperedLedger ledger) : IClassFixture<TamperedLedger>
{
    public static IEnumerable<object[]> EntryColumns =>
        [.. EntryRow.Columns.SelectMany(column => new[] { 1L, 2, 20, 41 }.Select(seq => new object[] { column, seq }))];

    public static IEnumerable<object[]> OtherColumns =>
        [.. LedgerTables.Sealed.SelectMany(table => table.Columns.Append("sum").Select(column => new object[] { table.Name, column }))];

    [Fact]
    public void An_untouched_copy_has_no_problems()
    {
        var report = ledger.Verify(_ => { }, ledger.Head);

        Assert.Empty(report.Problems);
        Assert.Equal((41, ledger.Head), (report.Entries, report.Head));
    }

    [Theory]
    [MemberData(nameof(EntryColumns))]
    public void Locates_a_changed_value_of_an_entry(string column, long seq)
    {
        var report = ledger.Verify(db =>
        {
            if (column == "seq")
            {
                db.Execute("UPDATE entries SET seq = seq + 1000 WHERE seq = @seq", new { seq });
            }
            else
            {
                TamperedLedger.Flip(db, "entries", column, $"seq = {seq}");
            }
        });

        Assert.Contains(report.Problems, problem => problem.Seq == seq);
        // Nothing before it is blamed, and after it at most the entry that must follow from it; 0 is a body that lost its entry.
        // Checkpoints speak for themselves.
        long[] blamed = [seq, seq + 1, seq + 1000];
        Assert.All(
            report.Problems,
            problem => Assert.True(blamed.Contains(problem.Seq) || problem.Problem is "body_altered" or "checkpoint")
        );
    }

    [Theory]
    [InlineData("kind", "'startee'")]
    [InlineData("kind", "''")]
    [InlineData("time", "9223372036854775807")]
    [InlineData("approval", "9223372036854775807")]
    [InlineData("effect_kind", "'x'")]
    [InlineData("digest", "'A'")]
    [InlineData("thread", "''")]
    [InlineData("line", "CAST(x'ff' AS TEXT)")]
    [InlineData("line", "line || CAST(x'00' AS TEXT) || 'hidden'")]
    [InlineData("hash", "''")]
    public void Reads_a_value_that_no_entry_can_have_as_a_problem(string column, string value)
    {
        var report = ledger.Verify(db => db.Execute($"UPDATE entries SET {column} = {value} WHERE seq = 4"));

        Assert.Contains(report.Problems, problem => problem is { Seq: 4, Problem: "altered" });
        Assert.Equal(41, report.Entries);
    }

    [Theory]
    [MemberData(nameof(OtherColumns))]
    public void Locates_a_changed_value_of_another_row(string table, string column)
    {
        var report = ledger.Verify(db => TamperedLedger.Flip(db, table, column, $"rowid = (SELECT min(rowid) FROM {table})"));

        Assert.Contains(
            report.Problems,
            problem => problem.Problem == "altered" && problem.Detail.Contains($" of {table} ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Holds_stored_bytes_against_the_digest_in_the_chain()
    {
        var report = ledger.Verify(db =>
            BodyTable.Save(db, LedgerSample.Effect(3), [1, 2, 3], LedgerSample.Start) // With a checksum that fits.
        );

        Assert.Equal((4, "body_altered"), Assert.Single(report.Problems.Select(problem => (problem.Seq, problem.Problem))));
    }

    [Fact]
    public void Takes_bodies_that_retention_deleted_for_granted()
    {
        Assert.Empty(ledger.Verify(db => db.Execute("DELETE FROM effect_bodies")).Problems);
    }

    [Fact]
    public void Locates_swapped_rows()
    {
        var report = ledger.Verify(db =>
            db.Execute(
                "UPDATE entries SET row = -1 WHERE row = 5; UPDATE entries SET row = 5 WHERE row = 6; UPDATE entries SET row = 6 WHERE row = -1"
            )
        );

        Assert.Contains(report.Problems, problem => problem is { Seq: 5, Problem: "reordered" });
    }

    [Fact]
    public void Locates_a_second_entry_with_one_number()
    {
        var report = ledger.Verify(db =>
            db.Execute(
                """
                DROP INDEX entries_by_seq;
                UPDATE entries SET row = row + 1000 WHERE row > 5;
                CREATE TEMP TABLE twin AS SELECT * FROM entries WHERE row = 5;
                UPDATE twin SET row = 6;
                INSERT INTO entries SELECT * FROM twin;
                """
            )
        );

        Assert.Contains(report.Problems, problem => problem is { Seq: 5, Problem: "forked" });
        Assert.Contains(report.Problems, problem => problem is { Seq: 0, Problem: "altered" }); // The index that forbade it is gone.
    }

    [Fact]
    public void Locates_a_gap()
    {
        var report = ledger.Verify(db => db.Execute("DELETE FROM entries WHERE seq = 7"));

        Assert.Contains(report.Problems, problem => problem is { Seq: 7, Problem: "missing" });
    }

    [Fact]
    public void A_dropped_end_shows_against_a_kept_head()
    {
        static void Drop(SqliteConnection db) =>
            db.Execute("DELETE FROM effect_bodies; DELETE FROM entries WHERE seq > 30; DELETE FROM checkpoints WHERE seq > 30");

        var report = ledger.Verify(Drop, ledger.Head);

        Assert.Equal((31, "truncated"), Assert.Single(report.Problems.Select(problem => (problem.Seq, problem.Problem))));
        Assert.Equal(30, ledger.Verify(Drop).Head.Seq);
    }

    [Fact]
    [Trait("Invariant", "G15")]
    public void A_dropped_end_shows_by_a_checkpoint_that_was_forgotten() =>
        Assert.Equal(
            (31, "truncated"),
            Assert.Single(
                ledger
                    .Verify(db => db.Execute("DELETE FROM effect_bodies; DELETE FROM entries WHERE seq > 30"))
                    .Problems.Select(problem => (problem.Seq, problem.Problem))
            )
        );

    [Theory]
    [InlineData(true, new string[0])]
    [InlineData(false, new[] { "checkpoint", "checkpoint" })]
    public void A_chain_that_was_hashed_anew_needs_the_key_and_shows_against_a_kept_head(bool hasKey, string[] without)
    {
        void Rewrite(SqliteConnection db)
        {
            var head = LedgerHead.Empty;
            foreach (var entry in EntryTable.All(db).ToList())
            {
                var forged = LedgerChain.Link(head, entry.What with { Line = entry.What.Line + "!" }, entry.Time);
                db.Execute(
                    "UPDATE entries SET line = @Line, previous = @Previous, hash = @Hash WHERE seq = @Seq",
                    new
                    {
                        forged.What.Line,
                        forged.Previous,
                        forged.Hash,
                        forged.Seq,
                    }
                );
                head = new LedgerHead(forged.Seq, forged.Hash);
            }

            if (hasKey)
            {
                db.Execute("DELETE FROM checkpoints");
                CheckpointTable.Add(db, LedgerSample.Key.Sign(head, LedgerSample.Start));
            }
        }

        Assert.Equal(without, ledger.Verify(Rewrite).Problems.Select(problem => problem.Problem));
        Assert.Contains(ledger.Verify(Rewrite, ledger.Head).Problems, problem => problem.Problem == "forked");
    }

    [Theory]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON grants BEGIN DELETE FROM stops; END")]
    [InlineData("CREATE VIEW v AS SELECT 1")]
    [InlineData("ALTER TABLE grants ADD COLUMN more TEXT")]
    [InlineData("DROP TABLE stops")]
    public void Finds_definitions_that_are_not_ours(string sql)
    {
        var report = ledger.Verify(db => db.Execute(sql));

        Assert.Contains(report.Problems, problem => problem is { Seq: 0, Problem: "altered" });
        Assert.Equal(41, report.Entries);
    }

    [Fact]
    public void An_unreadable_row_fails_even_when_it_looks_like_its_own_replacement()
    {
        var entry = LedgerChain.Link(
            LedgerHead.Empty,
            new EntryDraft(EntryKind.Unknown, "[this row cannot be read: kind]"),
            LedgerSample.Start
        );
        var values = EntryRow.Values(entry);
        Assert.True(LedgerVerifier.Verify([new EntryRow(values).Read()], null, []).Ok);

        values[2] = "unknowm";

        Assert.False(LedgerVerifier.Verify([new EntryRow(values).Read()], null, []).Ok);
    }

    [Theory]
    [InlineData("UPDATE grants SET path = '/' WHERE id = 'g2'", "grants g2 has been altered")]
    [InlineData("UPDATE approvals SET bytes = x'00' WHERE number = 3", "approvals 3 has been altered")]
    [InlineData("UPDATE entries SET kind = 'x' WHERE seq = 41", "its last entry cannot be read")]
    public void The_server_does_not_go_on_from_a_damaged_row(string sql, string message)
    {
        var refused = ledger.WithCopy(
            ledger.Read(),
            path =>
            {
                using (var db = new SqliteConnection($"Data Source={path};Pooling=False"))
                {
                    db.Open();
                    db.Execute(sql);
                }

                using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
                return Assert.Throws<LedgerDamagedException>(() => store.Load());
            }
        );

        Assert.Contains(message, refused.Message);
    }

    [Theory]
    [InlineData("UPDATE budget_sums SET tokens = 0")]
    [InlineData("UPDATE known_hosts SET day = '2020-01-01'")]
    [InlineData("UPDATE reservations SET tokens = 0")]
    public void Nobody_relies_on_a_damaged_row_of_a_budget(string sql)
    {
        var refused = ledger.WithCopy(
            ledger.Read(),
            path =>
            {
                using (var db = new SqliteConnection($"Data Source={path};Pooling=False"))
                {
                    db.Open();
                    db.Execute(sql);
                }

                using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
                return Assert.Throws<LedgerDamagedException>(() =>
                {
                    store.Load();
                    store.Spent(new BudgetScope.Day(LedgerSample.Day));
                    store.Knows(LedgerSample.Host(1));
                });
            }
        );

        Assert.Contains("has been altered", refused.Message);
    }
}
