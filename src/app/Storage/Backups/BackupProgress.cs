namespace Gatehouse.Storage.Backups;

/// <summary>How far the work has come.</summary>
/// <param name="Doing">Such as <c>copying ledger.db</c>.</param>
/// <param name="Done">Of <paramref name="Total"/>, in the unit of the work at hand.</param>
public readonly record struct BackupProgress(string Doing, long Done, long Total);
