using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>Effects of unknown outcome on which the owner has not given his word.</summary>
internal static class UnknownTable
{
    public static readonly SealedTable Table = new(
        "unknown_effects",
        "effect_id",
        "kind",
        "digest",
        "line",
        "thread",
        "turn",
        "approval",
        "since"
    );

    public static void Save(SqliteConnection db, UnknownEffect effect) =>
        Table.Save(
            db,
            effect.Id.Value,
            effect.Kind.Wire(),
            effect.Digest.Hex,
            effect.Line,
            effect.Thread?.Value,
            effect.Turn?.Value,
            (long?)effect.Approval,
            effect.Since.ToUnixTimeMilliseconds()
        );

    public static void Delete(SqliteConnection db, EffectId effect) => Table.Delete(db, effect.Value);

    public static IReadOnlyList<UnknownEffect> All(SqliteConnection db) => Table.Intact(db).Select(Read).ToList();

    private static UnknownEffect Read(SealedRow row) =>
        new(
            row.Effect("effect_id"),
            EffectNames.Parse(row.Text("kind")) ?? throw row.Bad("kind"),
            row.Digest("digest"),
            row.Text("line"),
            row.Thread("thread"),
            row.Turn("turn"),
            row.Approval("approval"),
            row.Time("since")
        );
}
