using Gatehouse.Security.Labels;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>What approved effects brought back. Apart from the approvals, so that saving one never touches its result.</summary>
internal static class ResultTable
{
    public static readonly SealedTable Table = new("approval_results", "number", "text", "integrity", "confidentiality");

    public static void Save(SqliteConnection db, int approval, string text, Label label) =>
        Table.Save(db, (long)approval, text, (long)label.Integrity, (long)label.Confidentiality);

    public static (string Text, Label Label)? Find(SqliteConnection db, int approval) =>
        Table.Find(db, (long)approval) is { } row ? (row.Text("text"), row.Label()) : null;
}
