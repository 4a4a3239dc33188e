using System.Runtime.Versioning;
using Dapper;
using Gatehouse.Contracts.Ledger;
using Gatehouse.Gate.Ledger;
using Gatehouse.Server.Composition;
using Gatehouse.Server.Endpoints;
using Gatehouse.Storage.Ledger;
using Microsoft.Data.Sqlite;

namespace Gatehouse.App.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class LedgerKeyFileTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public LedgerKeyFileTests() =>
        File.SetUnixFileMode(_temp.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_first_start_makes_a_key_that_only_its_owner_can_read_and_the_next_one_reads_it()
    {
        var (first, none) = LedgerKeyFile.Open(_temp.Path);
        var (second, _) = LedgerKeyFile.Open(_temp.Path);
        Assert.Equal((first.Public, (string?)null), (second.Public, none));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_temp["ledger.key"]));
        Assert.Equal(["ledger.key"], Directory.EnumerateFiles(_temp.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_was_open_to_others_is_closed_and_told()
    {
        LedgerKeyFile.Open(_temp.Path);
        File.SetUnixFileMode(_temp["ledger.key"], (UnixFileMode)0b110_100_100);
        Assert.Contains("was open to other users", LedgerKeyFile.Open(_temp.Path).Notice, StringComparison.Ordinal);
        Assert.Null(LedgerKeyFile.Open(_temp.Path).Notice);
    }

    [Fact]
    public void What_is_no_key_or_a_link_keeps_the_server_down_and_says_what_to_do()
    {
        using var other = new TempFolder();
        LedgerKeyFile.Open(other.Path);
        foreach (
            var (put, why) in new (Action<string>, string)[]
            {
                (path => File.WriteAllText(path, ""), "holds no private key"),
                (path => File.WriteAllText(path, "not a key"), "holds no private key"),
                (path => File.WriteAllText(path, new string('x', 5_000)), "longer than 4096 bytes"),
                (path => File.CreateSymbolicLink(path, other["ledger.key"]), "link"),
            }
        )
        {
            put(_temp["ledger.key"]);
            var refused = Assert.Throws<LedgerKeyUnusableException>(() => LedgerKeyFile.Open(_temp.Path));
            Assert.Contains(why, refused.Message, StringComparison.Ordinal);
            Assert.Contains("move it away", refused.Message, StringComparison.Ordinal);
            File.Delete(_temp["ledger.key"]);
        }
    }

    [Fact]
    [Trait("Invariant", "G15")]
    public void A_kept_head_shows_what_was_cut_off_rewritten_or_signed_by_another()
    {
        var (whole, head) = Write("ledger.db", entries: 100, LedgerSample.Key, "story");
        Assert.Empty(LedgerCopy.Verify(whole, head).Problems);
        Assert.Equal(100, LedgerCopy.Verify(whole, head).Checkpoints!.Last!.Seq);

        var (cut, _) = Write("cut.db", entries: 60, LedgerSample.Key, "story");
        Assert.Equal("truncated", Assert.Single(LedgerCopy.Verify(cut, head).Problems).Problem);
        var (rewritten, _) = Write("rewritten.db", entries: 100, LedgerSample.Key, "another story");
        Assert.Equal("forked", Assert.Single(LedgerCopy.Verify(rewritten, head).Problems).Problem);
        using var thief = LedgerKey.Create();
        var (resigned, _) = Write("resigned.db", entries: 100, thief, "story");
        Assert.Equal(["forked", "head"], LedgerCopy.Verify(resigned, head).Problems.Select(problem => problem.Problem));
        var changed = head with { Time = head.Time.AddSeconds(1) };
        Assert.Equal("head", Assert.Single(LedgerCopy.Verify(whole, changed).Problems).Problem);
        Assert.Equal("head", Assert.Single(LedgerCopy.Verify(whole, head with { PublicKey = "no key" }).Problems).Problem);
        // As an older version exported it.
        Assert.Empty(LedgerCopy.Verify(whole, head with { Signature = null, PublicKey = null }).Problems);
    }

    [Fact]
    [Trait("Invariant", "G15")]
    public void A_checkpoint_that_was_changed_in_the_file_is_found_twice()
    {
        var (path, _) = Write("ledger.db", entries: 10, LedgerSample.Key, "story");
        using (var db = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            db.Open();
            Assert.Equal(1, db.Execute("UPDATE checkpoints SET seq = 9 WHERE seq = 10"));
        }

        Assert.Equal(["checkpoint", "altered"], LedgerCopy.Verify(path, null).Problems.Select(problem => problem.Problem));
    }

    private (string Path, ExportedHead Head) Write(string name, int entries, LedgerKey key, string story)
    {
        var sample = new LedgerSample();
        using var store = SqliteLedgerStore.Open(_temp[name], TimeProvider.System);
        store.Commit([sample.Next(new EntryDraft(EntryKind.Started, "started", Digest: key.Public.Fingerprint))]);
        store.Commit([
            .. Enumerable.Range(2, entries - 1).Select(number => sample.Next(new EntryDraft(EntryKind.Denied, $"{story} {number}"))),
            new LedgerChange.CheckpointAdded(key.Sign(sample.Head, LedgerSample.Start)),
        ]);
        return (_temp[name], LedgerViews.Export(key.Sign(sample.Head, LedgerSample.Start)));
    }
}
