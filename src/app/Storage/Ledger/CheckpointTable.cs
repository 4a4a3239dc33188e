using Dapper;
using Gatehouse.Gate.Ledger;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>The signed heads of the chain.</summary>
internal static class CheckpointTable
{
    public static readonly SealedTable Table = new("checkpoints", "number", "seq", "hash", "time", "key", "signature");

    public static void Add(SqliteConnection db, Checkpoint checkpoint) =>
        Table.Save(
            db,
            // Never the number of one that is there: nothing is replaced.
            db.ExecuteScalar<long>("SELECT coalesce(max(number), 0) + 1 FROM checkpoints"),
            checkpoint.Head.Seq,
            checkpoint.Head.Hash,
            checkpoint.Time.ToUnixTimeMilliseconds(),
            checkpoint.Key.Info.ToArray(),
            checkpoint.Signature
        );

    /// <summary>Newest first, damaged ones too: who verifies sees that nobody signed them.</summary>
    public static IEnumerable<Checkpoint> NewestFirst(SqliteConnection db) => Table.Rows(db, descending: true).Select(Read);

    private static Checkpoint Read(SealedRow row) =>
        row.Values is [long, long seq, string hash, long time, byte[] { Length: LedgerPublicKey.Size } key, byte[] signature, ..]
        && UnixTime.From(time) is { } moment
            ? new Checkpoint(new LedgerHead(seq, hash), moment, new LedgerPublicKey(key), signature)
            : new Checkpoint(LedgerHead.Empty, DateTimeOffset.UnixEpoch, new LedgerPublicKey([]), []);
}
