using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Policy;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>The questions to the owner, of any state. Rows stay: a number is never given twice.</summary>
internal static class ApprovalTable
{
    public static readonly SealedTable Table = new(
        "approvals",
        "number",
        "effect_id",
        "digest",
        "bytes",
        "reason",
        "grantable",
        "tool",
        "call_id",
        "thread",
        "turn",
        "integrity",
        "confidentiality",
        "source",
        "created",
        "expires",
        "state",
        "settled",
        "note"
    );

    public static void Save(SqliteConnection db, ApprovalRecord approval) =>
        Table.Save(
            db,
            (long)approval.Number,
            approval.Effect.Value,
            approval.Digest.Hex,
            approval.Bytes,
            Names.Of(approval.Reason),
            approval.Grantable ? 1L : 0L,
            approval.From.Tool,
            approval.From.CallId,
            approval.Thread?.Value,
            approval.Turn?.Value,
            (long)approval.Label.Integrity,
            (long)approval.Label.Confidentiality,
            approval.Source,
            approval.Created.ToUnixTimeMilliseconds(),
            approval.Expires.ToUnixTimeMilliseconds(),
            Names.Of(approval.State),
            Names.Of(approval.Settled),
            approval.Note
        );

    public static ApprovalRecord? Find(SqliteConnection db, int number) => Table.Find(db, (long)number) is { } row ? Read(row) : null;

    /// <summary>All that are not closed. The literal is the one of the partial index.</summary>
    public static IReadOnlyList<ApprovalRecord> Unfinished(SqliteConnection db) =>
        Table.Intact(db, " WHERE state <> 'Closed'").Select(Read).ToList();

    private static ApprovalRecord Read(SealedRow row) =>
        new(
            row.Small("number"),
            row.Effect("effect_id"),
            row.Digest("digest"),
            row.Bytes("bytes"),
            row.Named<AskReason>("reason"),
            row.Flag("grantable"),
            new Invocation(row.Text("tool"), row.Text("call_id")),
            row.Thread("thread"),
            row.Turn("turn"),
            row.Label(),
            row.OptionalText("source"),
            row.Time("created"),
            row.Time("expires"),
            row.Named<ApprovalState>("state"),
            row.Named<SettledAs>("settled"),
            row.OptionalText("note")
        );
}
