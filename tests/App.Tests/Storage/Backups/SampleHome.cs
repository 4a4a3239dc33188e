using System.Text;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Tokens;
using Gatehouse.Storage.Backups;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.App.Tests.Storage.Backups;

/// <summary>A home with something in both databases, no server, and a backup of it.</summary>
internal sealed class SampleHome : IDisposable
{
    public const string Product = "0.1.0";

    public static readonly byte[] Passphrase = Encoding.UTF8.GetBytes("twelve or more characters");

    private readonly TempFolder _temp = new();

    public SampleHome()
    {
        Directory.CreateDirectory(Path);
        Head = LedgerSample.Write(System.IO.Path.Combine(Path, "ledger.db"));
        using var database = SqliteFile.Open(System.IO.Path.Combine(Path, "gatehouse.db"), "gatehouse");
        new SessionTable(database).Add(Session());
        database.Write(db =>
        {
            using var fill = db.CreateCommand();
            fill.CommandText =
                "INSERT INTO threads VALUES ('t1', 'one', 1, 1); INSERT INTO memory_parts VALUES (1, 'a.md', 'kept', 0, 0, 'e', 1);";
            fill.ExecuteNonQuery();
        });
    }

    public LedgerHead Head { get; }

    public string Path => _temp["home"];

    public string Backup => _temp["backup"];

    public string this[string name] => _temp[name];

    public string Root => _temp.Path;

    public BackupMade Write(CancellationToken ct = default) =>
        HomeBackup.Write(Path, Backup, Passphrase, Product, TimeProvider.System, new Silent(), ct);

    public static BackupFacts Verify(string file) =>
        HomeRestore.Verify(file, Passphrase, TimeProvider.System, new Silent(), CancellationToken.None);

    public HomeRestored Restore(string home, bool replace = false) => Restore(home, Backup, replace);

    public static HomeRestored Restore(string home, string file, bool replace = false, CancellationToken ct = default) =>
        HomeRestore.Run(file, home, replace, Passphrase, TimeProvider.System, new Silent(), ct);

    public void Dispose() => _temp.Dispose();

    private static SessionRecord Session() =>
        new(
            new SessionId("s1"),
            BearerToken.Create().Hash(),
            BearerToken.Create().Hash(),
            TimeProvider.System.GetUtcNow(),
            TimeProvider.System.GetUtcNow(),
            TimeProvider.System.GetUtcNow().AddDays(1),
            "a browser"
        );
}
