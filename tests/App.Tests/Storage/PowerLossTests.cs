using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Threads;

namespace Gatehouse.App.Tests.Storage;

/// <summary>
/// The power goes: of the write-ahead log only a part reached the disk. What was acknowledged before the cut is there to the last row, what
/// was half written is not there at all, and a head that was kept elsewhere tells what a disk that lied has lost.
/// </summary>
public sealed class PowerLossTests : IDisposable
{
    private const int Commits = 40;
    private const int SeededCuts = 100;
    private const int Seed = 20261122;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_ledger_cut_anywhere_holds_what_was_acknowledged_verifies_and_tells_what_is_gone()
    {
        var sample = new LedgerSample();
        var acknowledged = new List<(long Log, LedgerHead Head)>();
        var disk = Write(
            "ledger.db",
            path =>
            {
                using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
                acknowledged.Add((Log(path), LedgerHead.Empty));
                for (var number = 1; number <= Commits; number++)
                {
                    store.Commit([
                        sample.Next(LedgerSample.Full(number)),
                        new LedgerChange.BodyStored(LedgerSample.Effect(number), LedgerSample.Bytes(number)),
                        new LedgerChange.EffectOpened(LedgerSample.Open(number)),
                    ]);
                    acknowledged.Add((Log(path), sample.Head));
                }

                return Copy(path);
            }
        );
        foreach (var cut in Cuts(disk.Log.Length, acknowledged.Select(one => one.Log)))
        {
            using var store = SqliteLedgerStore.Open(PutBack("ledger.db", disk.File, disk.Log[..cut]), TimeProvider.System);
            var expected = acknowledged.LastOrDefault(one => one.Log <= cut, (0, LedgerHead.Empty)).Item2;
            var state = store.Load();
            Assert.Equal((cut, expected), (cut, state.Head));
            Assert.Equal((cut, expected.Seq, expected.Seq), (cut, store.Bodies().Count(), state.Open.Count));
            Assert.Empty(LedgerVerifier.Verify(store.All(), kept: null, store.Bodies()).Problems);
            // Of a disk that lost what it had called written, only a head that lies elsewhere can tell.
            var told = LedgerVerifier.Verify(store.All(), sample.Head, store.Bodies());
            Assert.Equal((cut, expected == sample.Head), (cut, told.Ok));
        }
    }

    [Fact]
    public async Task Conversations_cut_anywhere_are_as_they_were_after_the_last_whole_commit()
    {
        var acknowledged = new List<(long Log, string[] State)>();
        var disk = await WriteAsync(
            "gatehouse.db",
            async path =>
            {
                using var file = SqliteFile.Open(path, "gatehouse");
                var threads = new SqliteThreadStore(file);
                acknowledged.Add((Log(path), []));
                for (var number = 1; number <= Commits / 2; number++)
                {
                    var id = new ThreadId($"{number:x32}");
                    await threads.CreateThreadAsync(id, DateTimeOffset.UnixEpoch.AddDays(number), CancellationToken.None);
                    acknowledged.Add((Log(path), await StateAsync(threads)));
                    await threads.RenameAsync(id, $"thread {number}", CancellationToken.None);
                    acknowledged.Add((Log(path), await StateAsync(threads)));
                }

                return Copy(path);
            }
        );
        foreach (var cut in Cuts(disk.Log.Length, acknowledged.Select(one => one.Log)))
        {
            using var file = SqliteFile.Open(PutBack("gatehouse.db", disk.File, disk.Log[..cut]), "gatehouse");
            var expected = acknowledged.LastOrDefault(one => one.Log <= cut, (0, [])).Item2;
            Assert.Equal(expected, await StateAsync(new SqliteThreadStore(file)));
            Assert.Equal("ok", file.Read(db => Dapper.SqlMapper.ExecuteScalar<string>(db, "PRAGMA integrity_check")));
        }
    }

    [Fact]
    public void A_ledger_with_a_flipped_bit_in_its_log_holds_a_prefix_that_verifies_and_tells_what_is_gone()
    {
        var sample = new LedgerSample();
        var disk = Write(
            "ledger.db",
            path =>
            {
                using var store = SqliteLedgerStore.Open(path, TimeProvider.System);
                for (var number = 1; number <= Commits; number++)
                {
                    store.Commit([sample.Next(LedgerSample.Full(number))]);
                }

                return Copy(path);
            }
        );
        var random = new Random(Seed);
        for (var round = 0; round < SeededCuts; round++)
        {
            var log = disk.Log.ToArray();
            log[random.Next(log.Length)] ^= (byte)(1 << random.Next(8));
            using var store = SqliteLedgerStore.Open(PutBack("ledger.db", disk.File, log), TimeProvider.System);
            var head = store.Load().Head;
            Assert.Empty(LedgerVerifier.Verify(store.All(), kept: null, store.Bodies()).Problems);
            Assert.Equal(head == sample.Head, LedgerVerifier.Verify(store.All(), sample.Head, store.Bodies()).Ok);
        }
    }

    private static async Task<string[]> StateAsync(SqliteThreadStore threads) =>
        [
            .. (await threads.ThreadsAsync(Commits, CancellationToken.None))
                .Select(thread => $"{thread.Id} {thread.Title}")
                .Order(StringComparer.Ordinal),
        ];

    // At, before and after each commit, and anywhere.
    private static IEnumerable<int> Cuts(int length, IEnumerable<long> commits)
    {
        var random = new Random(Seed);
        return commits
            .SelectMany(end => new[] { (int)end - 1, (int)end, (int)end + 1 })
            .Concat(Enumerable.Range(0, SeededCuts).Select(_ => random.Next(length + 1)))
            .Where(cut => cut >= 0 && cut <= length)
            .Distinct()
            .Order();
    }

    private static long Log(string path) => new FileInfo(path + "-wal").Length;

    // While the server runs: nothing is folded into the file yet.
    private static (byte[] File, byte[] Log) Copy(string path) => (Read(path), Read(path + "-wal"));

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private (byte[] File, byte[] Log) Write(string name, Func<string, (byte[], byte[])> write) => write(Fresh(name));

    private Task<(byte[] File, byte[] Log)> WriteAsync(string name, Func<string, Task<(byte[], byte[])>> write) => write(Fresh(name));

    private string PutBack(string name, byte[] file, byte[] log)
    {
        var path = Fresh(name);
        File.WriteAllBytes(path, file);
        File.WriteAllBytes(path + "-wal", log);
        return path;
    }

    private string Fresh(string name)
    {
        var folder = _temp[Guid.NewGuid().ToString("N")];
        Directory.CreateDirectory(folder);
        return $"{folder}/{name}";
    }
}
