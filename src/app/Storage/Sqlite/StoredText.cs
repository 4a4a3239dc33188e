namespace Gatehouse.Storage.Sqlite;

/// <summary>Text on its way into a column.</summary>
internal static class StoredText
{
    /// <summary>SQLite's text ends at a zero character for most readers; what stands behind one would be kept but never seen again.</summary>
    public static string Of(string text) => text.Replace('\0', '\uFFFD');
}
