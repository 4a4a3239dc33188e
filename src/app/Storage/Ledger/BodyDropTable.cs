using Dapper;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>What retention dropped, and dropping it: the body, and the copies of it in an approval that has come to its end.</summary>
internal static class BodyDropTable
{
    public static readonly SealedTable Table = new("body_drops", "number", "until", "at", "effects");

    public static IReadOnlyList<EffectId> Old(SqliteConnection db, DateTimeOffset until, int limit) =>
        db.Query<string>(
                """
                SELECT effect_id FROM effect_bodies WHERE at < @until
                    AND effect_id NOT IN (SELECT effect_id FROM open_effects)
                    AND effect_id NOT IN (SELECT effect_id FROM approvals WHERE state <> 'Closed')
                    AND effect_id NOT IN (SELECT effect_id FROM unknown_effects)
                ORDER BY at LIMIT @limit
                """,
                new { until = until.ToUnixTimeMilliseconds(), limit }
            )
            .Select(id => new EffectId(id))
            .ToList();

    public static void Drop(SqliteConnection db, LedgerChange.BodiesDropped drop)
    {
        var ids = drop.Effects.Select(effect => effect.Value).ToList();
        // Overwritten, not only let go: what is dropped must not be found in the file's free pages.
        db.Execute("PRAGMA secure_delete = ON");
        try
        {
            db.Execute("DELETE FROM effect_bodies WHERE effect_id IN @ids", new { ids });
            foreach (var number in db.Query<int>("SELECT number FROM approvals WHERE state = 'Closed' AND effect_id IN @ids", new { ids }))
            {
                Empty(db, number);
            }
        }
        finally
        {
            db.Execute("PRAGMA secure_delete = OFF");
        }

        Table.Save(
            db,
            db.ExecuteScalar<long>("SELECT coalesce(max(number), 0) + 1 FROM body_drops"),
            drop.Until.ToUnixTimeMilliseconds(),
            drop.At.ToUnixTimeMilliseconds(),
            (long)drop.Effects.Count
        );
    }

    // A closed question that was damaged stays as it is, for the verifier to tell: it must not keep the ledger from being written.
    private static void Empty(SqliteConnection db, int number)
    {
        try
        {
            ApprovalTable.Save(db, ApprovalTable.Find(db, number)! with { Bytes = [] });
            ResultTable.Table.Delete(db, (long)number);
        }
        catch (LedgerDamagedException) { }
    }

    public static DateTimeOffset? Of(SqliteConnection db, DateTimeOffset stored, DateTimeOffset last) =>
        Table
            .Intact(db, " WHERE until > @value", stored.ToUnixTimeMilliseconds())
            .Select(row => row.Time("at"))
            .Where(at => at >= last)
            .Select(at => (DateTimeOffset?)at)
            .FirstOrDefault();
}
