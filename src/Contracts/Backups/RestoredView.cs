using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Backups;

/// <summary>A home that was restored. The browser sessions of the backup are ended.</summary>
/// <param name="Before">The folder with the databases that were there before; left out when there were none.</param>
public sealed record RestoredView(
    string Home,
    BackupView Backup,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Before = null
);
