using Dapper;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Opens a database that a server has open, for reading beside it.</summary>
internal static class LiveDatabase
{
    public static SqliteConnection Open(string path)
    {
        var target = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        var connection = new SqliteConnection(target.ToString());
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;");
        return connection;
    }
}
