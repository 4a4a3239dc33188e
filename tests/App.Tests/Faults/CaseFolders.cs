using System.Collections.Concurrent;

namespace Gatehouse.App.Tests.Faults;

/// <summary>
/// Folders for cases, in memory where the machine has such a place: thousands of cases wait for each of their commits. A folder is used
/// again, because Dapper compiles each statement once for each path of a database, and that took most of a case's time.
/// </summary>
internal sealed class CaseFolders : IDisposable
{
    private const string InMemory = "/dev/shm";

    private readonly string _root = Path.Combine(Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(), $"gh-{Guid.NewGuid():N}");

    private readonly ConcurrentBag<string> _free = [];
    private int _last;

    public Lease Take() => new(this, _free.TryTake(out var free) ? free : Make());

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // What is in it is made up, and the databases are their owner's alone.
    private string Make() => Directory.CreateDirectory(Path.Combine(_root, $"{Interlocked.Increment(ref _last)}")).FullName;

    internal sealed class Lease(CaseFolders owner, string path) : IDisposable
    {
        public string Path => path;

        public void Dispose()
        {
            foreach (var file in Directory.EnumerateFiles(path))
            {
                File.Delete(file);
            }

            owner._free.Add(path);
        }
    }
}
