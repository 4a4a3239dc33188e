using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>Effects that were begun and have no end yet.</summary>
internal static class OpenEffectTable
{
    public static readonly SealedTable Table = new(
        "open_effects",
        "effect_id",
        "kind",
        "digest",
        "repeat",
        "line",
        "thread",
        "turn",
        "approval"
    );

    public static void Save(SqliteConnection db, OpenEffect open) =>
        Table.Save(
            db,
            open.Id.Value,
            open.Kind.Wire(),
            open.Digest.Hex,
            Names.Of(open.Repeat),
            open.Line,
            open.Thread?.Value,
            open.Turn?.Value,
            (long?)open.Approval
        );

    public static void Delete(SqliteConnection db, EffectId effect) => Table.Delete(db, effect.Value);

    public static IReadOnlyList<OpenEffect> All(SqliteConnection db) => Table.Intact(db).Select(Read).ToList();

    private static OpenEffect Read(SealedRow row) =>
        new(
            row.Effect("effect_id"),
            EffectNames.Parse(row.Text("kind")) ?? throw row.Bad("kind"),
            row.Digest("digest"),
            row.Named<Repeat>("repeat"),
            row.Text("line"),
            row.Thread("thread"),
            row.Turn("turn"),
            row.Approval("approval")
        );
}
