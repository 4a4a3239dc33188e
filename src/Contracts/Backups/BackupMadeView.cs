using Gatehouse.Contracts.Ledger;

namespace Gatehouse.Contracts.Backups;

/// <summary>A backup that was written.</summary>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Head">The end of the ledger in it.</param>
public sealed record BackupMadeView(string File, long Bytes, DateTimeOffset Created, HeadView Head);
