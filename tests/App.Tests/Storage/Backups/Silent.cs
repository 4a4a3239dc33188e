using Gatehouse.Storage.Backups;

namespace Gatehouse.App.Tests.Storage.Backups;

/// <summary>Progress that nobody watches, or that does something at each step.</summary>
internal sealed class Silent(Action<BackupProgress>? at = null) : IProgress<BackupProgress>
{
    public void Report(BackupProgress value) => at?.Invoke(value);
}
