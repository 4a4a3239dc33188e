using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>The exact bytes of effects. Retention may delete rows: the chain holds only their digests.</summary>
internal static class BodyTable
{
    public static readonly SealedTable Table = new("effect_bodies", "effect_id", "bytes", "at");

    public static void Save(SqliteConnection db, EffectId effect, byte[] bytes, DateTimeOffset at) =>
        Table.Save(db, effect.Value, bytes, at.ToUnixTimeMilliseconds());

    public static byte[]? Find(SqliteConnection db, EffectId effect) => Table.Find(db, effect.Value)?.Bytes("bytes");

    /// <summary>All bodies, altered ones too: the verifier holds them against the recorded digests. Never throws on odd values.</summary>
    public static IEnumerable<(EffectId Effect, byte[] Bytes)> All(SqliteConnection db) =>
        Table.Rows(db).Select(row => (new EffectId(row.Key), row.Values[1] as byte[] ?? []));
}
