using System.Collections.Immutable;
using Gatehouse.App.Tests.Storage;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.App.Tests.Faults;

/// <summary>The files of a home at one moment, with their logs, as a process that dies there leaves them.</summary>
internal sealed record HomeCopy(ImmutableArray<(string Name, byte[] Bytes)> Files)
{
    /// <summary>Stories begin here.</summary>
    public static readonly DateTimeOffset Began = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The restart comes a little later.</summary>
    public static readonly DateTimeOffset Restarted = Began.AddMinutes(2);

    // Without the -shm: it is rebuilt from the log, and a process that died leaves nothing in it that counts.
    private static readonly string[] Names = ["ledger.db", "ledger.db-wal", "gatehouse.db", "gatehouse.db-wal"];

    /// <summary>Databases with their tables and nothing in them: so a case need not migrate.</summary>
    public static HomeCopy Empty { get; } = MakeEmpty();

    public static HomeCopy Of(string folder) =>
        new([.. Names.Where(name => File.Exists($"{folder}/{name}")).Select(name => (name, Read($"{folder}/{name}")))]);

    public void PutInto(string folder)
    {
        foreach (var (name, bytes) in Files)
        {
            File.WriteAllBytes($"{folder}/{name}", bytes);
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static HomeCopy MakeEmpty()
    {
        using var folder = new TempFolder();
        SqliteLedgerStore.Open($"{folder.Path}/ledger.db", TimeProvider.System).Dispose();
        SqliteFile.Open($"{folder.Path}/gatehouse.db", "gatehouse").Dispose();
        return Of(folder.Path);
    }
}
