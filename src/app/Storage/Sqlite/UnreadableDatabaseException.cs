namespace Gatehouse.Storage.Sqlite;

/// <summary>A database file cannot be read. The message is for the owner.</summary>
public sealed class UnreadableDatabaseException(string path, int error)
    : IOException($"{path} cannot be read: SQLite error {error}. Restore a backup of it, or move it away to start without what it holds.");
