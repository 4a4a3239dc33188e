using System.Runtime.Versioning;
using Gatehouse.Storage.Backups;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.App.Tests.Storage.Backups;

[UnsupportedOSPlatform("windows")]
public sealed class HomeRestoreTests : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SampleHome _home = new();

    public HomeRestoreTests() => _home.Write();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fills_a_home_that_is_new_or_empty(bool there)
    {
        if (there)
        {
            Directory.CreateDirectory(_home["new"]);
        }

        var done = _home.Restore(_home["new"]);

        Assert.Null(done.Aside);
        Assert.Equal((1, 0, 1, _home.Head), (done.Facts.Threads, done.Facts.Turns, done.Facts.Memories, done.Facts.Head));
        Assert.Equal((41, 5, 5, 1), (done.Facts.Entries, done.Facts.Waiting, done.Facts.Stops, done.Facts.Sessions));
        Assert.Equal(Restored(there), Names(_home["new"]));
        Assert.StartsWith("restored from a backup of ", File.ReadAllText(_home["new/STOP"]));
        Assert.All(Directory.EnumerateFiles(_home["new"]), file => Assert.Equal(OwnerFile, File.GetUnixFileMode(file)));
        Assert.Equal(["backup", "home", "new"], Names(_home.Root));
        using var ledger = LedgerFile.OpenForReading(_home["new/ledger.db"]);
        Assert.Empty(ledger.Verify(_home.Head).Problems);
    }

    [Fact]
    public void Makes_a_new_home_that_only_its_owner_enters()
    {
        _home.Restore(_home["new"]);

        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(_home["new"]));
    }

    [Fact]
    public void Ends_the_browser_sessions_of_the_backup()
    {
        _home.Restore(_home["new"]);

        using var database = SqliteFile.Open(_home["new/gatehouse.db"], "gatehouse");
        Assert.NotNull(Assert.Single(new SessionTable(database).List()).Revoked);
    }

    [Fact]
    public void Refuses_a_home_with_anything_in_it()
    {
        Directory.CreateDirectory(_home["new"]);
        File.WriteAllText(_home["new/note"], "mine");

        Assert.Contains("--replace", Refused(_home["new"], replace: false));
        // Also when it may replace: this is somebody's folder, not a home.
        Assert.Contains("no home", Refused(_home["new"], replace: true));
        Assert.Equal(["note"], Names(_home["new"]));
    }

    [Fact]
    public void Refuses_a_home_that_a_server_holds_also_when_it_may_replace()
    {
        using var server = HomeFolder.Open(_home.Path);
        var before = Names(_home.Path);

        Assert.Contains("Stop it first", Refused(_home.Path, replace: true));
        Assert.Equal(before, Names(_home.Path));
    }

    [Fact]
    public void Keeps_what_it_replaces_with_all_that_lies_beside_it()
    {
        File.WriteAllText(_home["home/ledger.db-wal"], "the old one's log");
        File.WriteAllText(_home["home/note"], "mine");
        var old = File.ReadAllBytes(_home["home/ledger.db"]);

        var done = _home.Restore(_home.Path, replace: true);

        Assert.Equal(["gatehouse.db", "ledger.db", "ledger.db-wal"], Names(done.Aside!));
        Assert.Equal(old, File.ReadAllBytes($"{done.Aside}/ledger.db"));
        Assert.Equal("the old one's log", File.ReadAllText($"{done.Aside}/ledger.db-wal"));
        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(done.Aside!));
        Assert.Equal(["STOP", Path.GetFileName(done.Aside!), "gatehouse.db", "ledger.db", "note", "run"], Names(_home.Path));
        HomeFolder.Open(_home.Path).Dispose();
    }

    [Fact]
    public void Keeps_both_when_it_replaces_twice_in_a_second()
    {
        var first = _home.Restore(_home.Path, replace: true).Aside;
        var second = _home.Restore(_home.Path, replace: true).Aside;

        Assert.NotEqual(first, second);
        Assert.Equal(["gatehouse.db", "ledger.db"], Names(first!));
        Assert.Equal(["STOP", "gatehouse.db", "ledger.db"], Names(second!));
    }

    [Fact]
    public void Leaves_the_home_as_it_was_when_a_file_cannot_be_put_in_place()
    {
        var staged = Directory.CreateDirectory(_home["staged"]).FullName;
        File.WriteAllText($"{staged}/gatehouse.db", "new");
        var before = Directory.EnumerateFiles(_home.Path).ToDictionary(file => file, File.ReadAllBytes);

        // The second database is missing when the first has been moved.
        Assert.Throws<FileNotFoundException>(() => HomePlace.Put(staged, _home.Path, "restored", TimeProvider.System.GetUtcNow()));

        Assert.Equal(before.Keys.Order(), Directory.EnumerateFileSystemEntries(_home.Path).Where(path => !path.EndsWith("/run")).Order());
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(file.Key)));
    }

    [Fact]
    public void A_restore_that_broke_off_in_the_middle_keeps_servers_out_until_it_is_repeated()
    {
        File.Delete(_home["home/ledger.db"]);
        File.WriteAllText(_home["home/restore-unfinished"], "");

        var refused = Assert.Throws<HomeUnusableException>(() => HomeFolder.Open(_home.Path));
        Assert.Contains("--replace", refused.Message);

        _home.Restore(_home.Path, replace: true);
        HomeFolder.Open(_home.Path).Dispose();
    }

    [Theory]
    [InlineData("reading")]
    [InlineData("checking gatehouse.db")]
    [InlineData("checking ledger.db")]
    public void Leaves_nothing_when_it_is_stopped(string during)
    {
        using var stop = new CancellationTokenSource();
        var at = new Silent(step =>
        {
            if (step.Doing == during)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() =>
            HomeRestore.Run(_home.Backup, _home["new"], false, SampleHome.Passphrase, TimeProvider.System, at, stop.Token)
        );

        Assert.Equal(["backup", "home"], Names(_home.Root));
    }

    [Fact]
    public void Removes_what_a_killed_restore_left_and_nothing_else()
    {
        Directory.CreateDirectory(_home["new"]);
        OwnerOnly.Folder(_home["new/restore-0123"]);
        File.WriteAllText(_home["new/restore-0123/lock"], "");

        _home.Restore(_home["new"]);

        Assert.Equal(Restored(there: true), Names(_home["new"]));
    }

    [Fact]
    public void Leaves_alone_what_only_looks_like_the_rest_of_a_killed_restore()
    {
        var elsewhere = Directory.CreateDirectory(_home["elsewhere"]).FullName;
        File.WriteAllText(_home["elsewhere/lock"], "");
        File.WriteAllText(_home["elsewhere/mine"], "");
        Directory.CreateSymbolicLink(_home["home/restore-0123"], elsewhere);

        _home.Restore(_home.Path, replace: true);

        Assert.Equal(["lock", "mine"], Names(elsewhere));
    }

    [Fact]
    public void The_stop_says_what_was_replaced_and_does_not_follow_a_link()
    {
        var mine = _home["mine"];
        File.WriteAllText(mine, "mine");
        File.CreateSymbolicLink(_home["home/STOP"], mine);

        _home.Restore(_home.Path, replace: true);

        Assert.Equal("mine", File.ReadAllText(mine));
        var line = File.ReadAllText(_home["home/STOP"]);
        Assert.Contains($"in place of a ledger that ended with entry {_home.Head.Seq} ({_home.Head.Hash[..16]})", line);
    }

    [Fact]
    public void A_server_cannot_start_while_the_files_are_moved()
    {
        HomeInUseException? refused = null;
        var at = new Silent(step =>
        {
            if (step.Doing == "checking ledger.db")
            {
                refused = Assert.Throws<HomeInUseException>(() => HomeFolder.Open(_home.Path));
            }
        });

        HomeRestore.Run(_home.Backup, _home.Path, replace: true, SampleHome.Passphrase, TimeProvider.System, at, CancellationToken.None);

        Assert.NotNull(refused);
    }

    [Fact]
    public void Refuses_databases_of_a_newer_program()
    {
        Change("ledger.db", "PRAGMA user_version = 99");
        var refused = Assert.Throws<BackupRefusedException>(() => Rewritten());
        Assert.Contains("newer", refused.Message);
    }

    [Theory]
    [InlineData("ledger.db", "UPDATE entries SET line = 'another' WHERE seq = 7", "an entry that was rewritten")]
    [InlineData("ledger.db", "UPDATE stops SET reason = 'another'", "a row that was rewritten")]
    [InlineData("ledger.db", "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM stops; END", "a trigger")]
    [InlineData("gatehouse.db", "PRAGMA application_id = 1", "no database of ours")]
    [InlineData(
        "gatehouse.db",
        "PRAGMA foreign_keys = OFF; INSERT INTO turns (id, thread, number, state, created) VALUES ('x','none',1,'Ended',1)",
        "a row that points to none"
    )]
    public void Makes_no_backup_that_could_not_be_restored(string file, string sql, string why)
    {
        Change(file, sql);

        var refused = Assert.Throws<BackupRefusedException>(() => Rewritten());

        Assert.True(refused.Message.Contains("could not be restored", StringComparison.Ordinal), why);
        Assert.Equal(["home"], Names(_home.Root));
    }

    private void Rewritten()
    {
        File.Delete(_home.Backup);
        _home.Write();
    }

    private void Change(string file, string sql)
    {
        using var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_home["home/" + file]};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private string Refused(string home, bool replace) => Assert.Throws<BackupRefusedException>(() => _home.Restore(home, replace)).Message;

    // A folder that was there is held by its lock; a new one appears whole.
    private static IEnumerable<string> Restored(bool there) =>
        there ? ["STOP", "gatehouse.db", "ledger.db", "run"] : ["STOP", "gatehouse.db", "ledger.db"];

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
