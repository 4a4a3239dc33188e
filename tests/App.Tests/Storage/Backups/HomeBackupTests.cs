using System.Runtime.Versioning;
using Gatehouse.Storage.Backups;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.App.Tests.Storage.Backups;

[UnsupportedOSPlatform("windows")]
public sealed class HomeBackupTests : IDisposable
{
    private readonly SampleHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Is_readable_by_its_owner_only_and_leaves_the_home_as_it_was()
    {
        var made = _home.Write();

        Assert.Equal(_home.Head, made.Head);
        Assert.Equal(new FileInfo(_home.Backup).Length, made.Bytes);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.Backup));
        Assert.Equal(["gatehouse.db", "ledger.db", "run"], Names(_home.Path));
        Assert.Equal(["backup", "home"], Names(_home.Root));
    }

    [Fact]
    public void Never_overwrites()
    {
        File.WriteAllText(_home.Backup, "mine");

        Assert.Contains("left alone", Assert.Throws<BackupRefusedException>(() => _home.Write()).Message);
        Assert.Equal("mine", File.ReadAllText(_home.Backup));
    }

    [Fact]
    public void Refuses_a_folder_that_is_no_home()
    {
        File.Delete(_home["home/ledger.db"]);

        Assert.Contains("ledger.db", Assert.Throws<BackupRefusedException>(() => _home.Write()).Message);
    }

    [Fact]
    public void Takes_in_what_a_killed_server_left_in_its_log()
    {
        using (var server = SqliteFile.Open(_home["home/gatehouse.db"], "gatehouse"))
        {
            server.Write(db => Run(db, "INSERT INTO threads VALUES ('t2', 'two', 2, 2)"));
            // As a crash leaves them.
            Directory.CreateDirectory(_home["killed"]);
            foreach (var file in Directory.EnumerateFiles(_home.Path))
            {
                File.Copy(file, _home["killed/" + Path.GetFileName(file)]);
            }
        }

        Assert.True(new FileInfo(_home["killed/gatehouse.db-wal"]).Length > 0);
        var before = File.ReadAllBytes(_home["killed/gatehouse.db"]);
        HomeBackup.Write(
            _home["killed"],
            _home.Backup,
            SampleHome.Passphrase,
            SampleHome.Product,
            TimeProvider.System,
            new Silent(),
            CancellationToken.None
        );

        Assert.Equal(2, SampleHome.Verify(_home.Backup).Threads);
        Assert.Equal(before, File.ReadAllBytes(_home["killed/gatehouse.db"]));
    }

    [Fact]
    public void Copies_one_moment_while_a_server_writes()
    {
        using var held = HomeFolder.Open(_home.Path);
        using var server = SqliteFile.Open(held.DatabasePath, "gatehouse");
        // Larger than one step of the copy, so that the writes fall between its steps.
        server.Write(db =>
            Run(
                db,
                "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 400) INSERT INTO memory_parts SELECT i + 10, 'big' || i || '.md', hex(randomblob(20000)), 0, 0, 'e', 1 FROM n"
            )
        );
        var steps = 0;
        var writing = new Silent(step =>
        {
            if (step.Doing == "copying gatehouse.db")
            {
                steps++;
            }

            // Not for ever: a copy that begins anew after each write has to end, too.
            if (step.Doing == "copying gatehouse.db" && steps < 6)
            {
                server.Write(db => Run(db, $"INSERT INTO threads VALUES ('w{steps}', 'written meanwhile', 2, 2)"));
            }
        });

        HomeBackup.Write(
            _home.Path,
            _home.Backup,
            SampleHome.Passphrase,
            SampleHome.Product,
            TimeProvider.System,
            writing,
            CancellationToken.None
        );

        var facts = SampleHome.Verify(_home.Backup);
        Assert.True(steps is > 1 and < 10, $"{steps} steps");
        Assert.Equal((1, 401), (facts.Threads, facts.Memories));
    }

    [Fact]
    public void Copies_the_ledger_last()
    {
        var order = new List<string>();
        HomeBackup.Write(
            _home.Path,
            _home.Backup,
            SampleHome.Passphrase,
            SampleHome.Product,
            TimeProvider.System,
            new Silent(step => order.Add(step.Doing)),
            CancellationToken.None
        );

        Assert.True(order.LastIndexOf("copying gatehouse.db") < order.IndexOf("copying ledger.db"));
        Assert.Contains("copying gatehouse.db", order);
    }

    [Theory]
    [InlineData("copying gatehouse.db")]
    [InlineData("copying ledger.db")]
    [InlineData("checking ledger.db")]
    [InlineData("writing")]
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
            HomeBackup.Write(_home.Path, _home.Backup, SampleHome.Passphrase, SampleHome.Product, TimeProvider.System, at, stop.Token)
        );

        Assert.Equal(["home"], Names(_home.Root));
        Assert.Equal(["gatehouse.db", "ledger.db", "run"], Names(_home.Path));
    }

    [Fact]
    public void Removes_copies_that_a_killed_backup_left_but_not_those_of_one_at_work()
    {
        OwnerOnly.Folder(_home["home/backup-dead"]);
        File.WriteAllText(_home["home/backup-dead/lock"], "");
        OwnerOnly.Folder(_home["home/backup-alive"]);
        using var alive = new FileStream(_home["home/backup-alive/lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        _home.Write();

        Assert.Equal(["backup-alive", "gatehouse.db", "ledger.db", "run"], Names(_home.Path));
    }

    [Fact]
    public void Closes_the_copies_to_other_users_while_they_are_there()
    {
        var modes = new List<UnixFileMode>();
        HomeBackup.Write(
            _home.Path,
            _home.Backup,
            SampleHome.Passphrase,
            SampleHome.Product,
            TimeProvider.System,
            new Silent(_ =>
                modes.AddRange(
                    Directory
                        .EnumerateDirectories(_home.Path, "backup-*")
                        .SelectMany(folder => Directory.EnumerateFiles(folder).Append(folder))
                        .Select(File.GetUnixFileMode)
                )
            ),
            CancellationToken.None
        );

        Assert.NotEmpty(modes);
        Assert.All(
            modes,
            mode => Assert.Equal(UnixFileMode.None, mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute))
        );
    }

    private static void Run(Microsoft.Data.Sqlite.SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
