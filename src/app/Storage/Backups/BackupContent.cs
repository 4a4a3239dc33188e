namespace Gatehouse.Storage.Backups;

/// <summary>What is in a backup, by name and in this order. Nothing else is taken out of one, whatever stands in it.</summary>
internal static class BackupContent
{
    public const string Manifest = "manifest.json";
    public const string Database = "gatehouse.db";
    public const string Ledger = "ledger.db";

    /// <summary>Many times what two entries need.</summary>
    public const int MaxManifestBytes = 4096;

    /// <summary>The largest size that a header of ustar can say: eleven octal digits.</summary>
    public const long MaxFileBytes = (1L << 33) - 1;

    // The order of copying, too: a ledger that is newer than the rest is what a crash leaves behind, and the start repairs it.
    // The other way round there would be results that the ledger does not know.
    public static readonly IReadOnlyList<string> Files = [Database, Ledger];

    /// <summary>The folder of a database's migrations.</summary>
    public static string Migrations(string file) => Path.GetFileNameWithoutExtension(file);
}
