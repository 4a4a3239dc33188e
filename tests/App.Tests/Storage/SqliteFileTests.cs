using System.Runtime.Versioning;
using Dapper;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.App.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class SqliteFileTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Keeps_the_file_its_log_and_its_index_for_the_owner_only()
    {
        using var file = SqliteFile.Open(_temp["gatehouse.db"], "gatehouse");

        string[] files = [_temp["gatehouse.db"], _temp["gatehouse.db-wal"], _temp["gatehouse.db-shm"]];
        Assert.All(files, path => Assert.Equal(Private, File.GetUnixFileMode(path)));
    }

    [Fact]
    public void Closes_a_file_that_others_could_read()
    {
        File.WriteAllText(_temp["gatehouse.db"], "");
        File.SetUnixFileMode(_temp["gatehouse.db"], Private | UnixFileMode.OtherRead);

        using var file = SqliteFile.Open(_temp["gatehouse.db"], "gatehouse");

        Assert.Equal(Private, File.GetUnixFileMode(_temp["gatehouse.db"]));
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("trusted_schema", "0")]
    [InlineData("busy_timeout", "5000")]
    public void Sets_on_every_connection(string pragma, string value)
    {
        using var file = SqliteFile.Open(_temp["gatehouse.db"], "gatehouse");

        var read = file.Read(db => db.ExecuteScalar<string>($"PRAGMA {pragma}"));
        var written = "";
        file.Write(db => written = db.ExecuteScalar<string>($"PRAGMA {pragma}"));

        Assert.Equal((value, value), (read, written));
    }

    [Fact]
    public void Readers_cannot_write()
    {
        using var file = SqliteFile.Open(_temp["gatehouse.db"], "gatehouse");

        var refused = Record.Exception(() => file.Read(db => db.Execute("DELETE FROM sessions")));

        Assert.Contains("readonly", Assert.IsType<Microsoft.Data.Sqlite.SqliteException>(refused).Message);
    }

    [Fact]
    public void Undoes_a_transaction_that_throws()
    {
        using var file = SqliteFile.Open(_temp["gatehouse.db"], "gatehouse");

        Assert.Throws<InvalidDataException>(() =>
            file.Write(db =>
            {
                db.Execute("CREATE TABLE half (x)");
                throw new InvalidDataException();
            })
        );

        Assert.Equal(0, file.Read(db => db.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")));
    }

    [Fact]
    public void Leaves_one_file_when_closed()
    {
        var file = SqliteFile.Open(_temp["gatehouse.db"], "gatehouse");
        file.Read(db => db.ExecuteScalar<int>("SELECT 1"));

        file.Dispose();

        Assert.Equal([_temp["gatehouse.db"]], Directory.GetFiles(_temp.Path));
    }
}
