namespace Gatehouse.Storage.Sqlite;

/// <summary>A newer program wrote this database. The message is for the owner.</summary>
public sealed class NewerDatabaseException(string file, long found, long known)
    : InvalidOperationException(
        $"{file} was written by a newer Gatehouse (version {found} of its tables; this program knows {known}). Start the newer program, or restore a backup."
    );
