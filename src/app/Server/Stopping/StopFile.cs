using Gatehouse.Gate;
using Gatehouse.Gate.Stopping;
using Gatehouse.Storage.Home;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Stopping;

/// <summary>
/// The brake that needs nothing but a file: <c>STOP</c> in the home stops everything, with its first line as the reason, while the server runs
/// and before it starts anything. Taking the file away resumes nothing; but as long as it lies there nothing is resumed.
/// </summary>
/// <remarks>Thread-safe. Whatever lies there counts, also what cannot be read.</remarks>
internal sealed class StopFile(string home, GateServices gate, ILogger<StopFile> logger) : IDisposable
{
    public const string Name = HomeFolder.StopFile;

    /// <summary>Longest part of the file that is read, in bytes: one line.</summary>
    private const int MaxReason = 500;

    // Beside the system's word: on a network's file system, or in a container's mount, what others change is not told. Too slow to cost anything.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly string _path = Path.Combine(home, Name);
    private FileSystemWatcher? _watcher;
    private Timer? _looking;

    /// <summary>Whether something of that name lies in the home.</summary>
    public bool IsThere => Path.Exists(_path) || new FileInfo(_path).LinkTarget is not null;

    /// <summary>Stops at once where the file lies already, and from then on when it comes.</summary>
    public async Task WatchAsync()
    {
        try
        {
            _watcher = new FileSystemWatcher(home) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName };
            _watcher.Created += (_, change) => OnChange(change.Name);
            _watcher.Renamed += (_, change) => OnChange(change.Name);
            // Changes were lost: one of them may have been this.
            _watcher.Error += (_, _) => OnChange(Name);
            _watcher.EnableRaisingEvents = true;
        }
        catch (IOException e)
        {
            logger.NotWatched(e.Message);
        }

        _looking = new Timer(_ => _ = LookAsync(), null, LookEvery, LookEvery);
        // After the watch began: no moment in between. Also where a stop is set: this one's reason belongs into the ledger, as after a restore.
        if (IsThere)
        {
            await StopAsync();
        }
    }

    /// <summary>Stops where the file lies and nothing is stopped yet.</summary>
    public Task LookAsync() => IsThere && gate.Stop.Covering(null) is null ? StopAsync() : Task.CompletedTask;

    public void Dispose()
    {
        _watcher?.Dispose();
        _looking?.Dispose();
    }

    private void OnChange(string? name)
    {
        // Also where a stop is set: it may be on its way out.
        if (name == Name && IsThere)
        {
            _ = StopAsync();
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await gate.Stop.StopAsync(StopScope.Global, Reason(), CancellationToken.None);
            logger.Stopped(_path);
        }
#pragma warning disable CA1031 // Nobody waits here. The brake is pulled before the disk is asked; what failed then is told.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.StopNotRecorded(e);
        }
    }

    private string Reason()
    {
        try
        {
            using var file = HomeFile.Open(home, Name, BeneathMode.Read);
            var buffer = new byte[MaxReason];
            var read = file.ReadAtLeast(buffer, MaxReason, throwOnEndOfStream: false);
            var line = System.Text.Encoding.UTF8.GetString(buffer, 0, read).Split('\n', 2)[0].Trim();
            return line.Length > 0 ? line : $"the file {Name} lies in the home";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"the file {Name} lies in the home";
        }
    }
}
