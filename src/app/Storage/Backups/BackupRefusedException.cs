namespace Gatehouse.Storage.Backups;

/// <summary>A backup cannot be made, read or restored. The message is for the owner: cause and fix.</summary>
public sealed class BackupRefusedException(string message, Exception? cause = null) : IOException(message, cause);
