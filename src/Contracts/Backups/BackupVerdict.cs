using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Backups;

/// <summary>Whether a backup can be restored.</summary>
/// <param name="Problem">Why not.</param>
/// <param name="Backup">What it holds, when it can.</param>
public sealed record BackupVerdict(
    bool Ok,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BackupView? Backup = null
);
