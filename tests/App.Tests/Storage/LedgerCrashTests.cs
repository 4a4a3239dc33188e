using System.Security.Cryptography;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Ledger;

namespace Gatehouse.App.Tests.Storage;

public sealed class LedgerCrashTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void What_a_killed_server_had_committed_is_there()
    {
        using var server = new Child("write-ledger", _temp["ledger.db"]);
        var told = Enumerable.Range(0, 25).Select(_ => server.ReadLine()!).ToList();

        told.AddRange(server.Kill());

        using var store = SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System);
        var kept = store.All().Select(entry => $"{entry.Seq} {entry.Hash}").ToList();
        Assert.True(told.Count >= 25);
        // The pipe may have cut the last line short; the commit before it was told may be there untold.
        Assert.Equal(told[..^1], kept.Take(told.Count - 1));
        Assert.StartsWith(told[^1], kept[told.Count - 1]);
        Assert.True(LedgerVerifier.Verify(store.All(), null, store.Bodies()).Ok);
        Assert.Equal(kept.Count, store.Bodies().Count());
    }

    [Fact]
    public void A_copy_taken_while_the_ledger_is_open_is_whole_and_verifying_leaves_it_as_it_is()
    {
        var sample = new LedgerSample();
        using var store = SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System);
        store.Commit([sample.Next(LedgerSample.Full(1)), sample.Next(LedgerSample.Full(2))]);
        Directory.CreateDirectory(_temp["copy"]);
        File.Copy(_temp["ledger.db"], _temp["copy/ledger.db"]);
        File.Copy(_temp["ledger.db-wal"], _temp["copy/ledger.db-wal"]);
        var before = Files();

        LedgerReport report;
        using (var copy = LedgerFile.OpenForReading(_temp["copy/ledger.db"]))
        {
            report = copy.Verify(sample.Head);
            Assert.Equal(before, Files());
        }

        Assert.Equal(before, Files());
        Assert.Empty(report.Problems);
        Assert.Equal((2, sample.Head), (report.Entries, report.Head));
        using var reopened = SqliteLedgerStore.Open(_temp["copy/ledger.db"], TimeProvider.System);
        Assert.Equal(store.All(), reopened.All());
    }

    [Fact]
    public void Verifying_a_plain_copy_leaves_it_as_it_is()
    {
        Directory.CreateDirectory(_temp["copy"]);
        var head = LedgerSample.Write(_temp["copy/ledger.db"]);
        var before = Files();

        using (var copy = LedgerFile.OpenForReading(_temp["copy/ledger.db"]))
        {
            Assert.Empty(copy.Verify(head).Problems);
            Assert.Equal(before, Files());
        }

        Assert.Equal(before, Files());
    }

    [Fact]
    public void Verifying_a_copy_with_a_log_of_nonsense_leaves_both_as_they_are()
    {
        Directory.CreateDirectory(_temp["copy"]);
        var head = LedgerSample.Write(_temp["copy/ledger.db"]);
        File.WriteAllBytes(_temp["copy/ledger.db-wal"], new byte[100]);
        var before = Files();

        using (var copy = LedgerFile.OpenForReading(_temp["copy/ledger.db"]))
        {
            Assert.Equal(head, copy.Verify(head).Head);
        }

        Assert.Equal(before, Files());
    }

    private List<string> Files() =>
        [
            .. Directory
                .GetFiles(_temp["copy"])
                .Order()
                .Select(file =>
                    $"{file} {File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"
                ),
        ];
}
