using Dapper;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.App.Tests.Storage;

public sealed class MigratorTests : IDisposable
{
    private readonly SqliteConnection _db = new("Data Source=:memory:");

    public MigratorTests() => _db.Open();

    public void Dispose() => _db.Dispose();

    [Fact]
    public void Runs_the_scripts_above_the_database_s_version_once_and_in_order()
    {
        Migrator.Run(_db, [new(1, "one", "CREATE TABLE a (x)")], "test.db");

        Migrator.Run(_db, [new(1, "one", "CREATE TABLE a (x)"), new(12, "two", "INSERT INTO a VALUES (2)")], "test.db");
        Migrator.Run(_db, [new(1, "one", "CREATE TABLE a (x)"), new(12, "two", "INSERT INTO a VALUES (2)")], "test.db");

        Assert.Equal(12, _db.ExecuteScalar<int>("PRAGMA user_version"));
        Assert.Equal(1, _db.ExecuteScalar<int>("SELECT count(*) FROM a"));
    }

    [Fact]
    public void Undoes_all_of_a_script_that_fails()
    {
        Assert.Throws<SqliteException>(() => Migrator.Run(_db, [new(1, "one", "CREATE TABLE a (x); SELECT nonsense;")], "test.db"));

        Assert.Equal(0, _db.ExecuteScalar<int>("PRAGMA user_version"));
        Assert.Equal(0, _db.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public void Refuses_a_database_of_a_newer_program()
    {
        _db.Execute("PRAGMA user_version = 3");

        var refused = Assert.Throws<NewerDatabaseException>(() => Migrator.Run(_db, [new(2, "two", "")], "test.db"));

        Assert.Contains("test.db was written by a newer Gatehouse (version 3", refused.Message);
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("gatehouse")]
    public void Has_scripts_for(string database)
    {
        var scripts = Migrator.Scripts(database);

        Migrator.Run(_db, scripts, database);

        Assert.Equal(scripts[^1].Number, _db.ExecuteScalar<int>("PRAGMA user_version"));
    }
}
