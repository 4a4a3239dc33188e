using Gatehouse.Contracts.Backups;
using Gatehouse.Contracts.Ledger;
using Gatehouse.Gate.Ledger;
using Gatehouse.Server.Endpoints;
using Gatehouse.Storage.Backups;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Server.Composition;

/// <summary>Backups of a home, made and restored without the server's help.</summary>
/// <remarks>Every refusal is an <see cref="IOException"/> whose message is for the owner.</remarks>
public static class Backups
{
    /// <inheritdoc cref="BackupPassphrase.MaxBytes"/>
    public const int MaxPassphraseBytes = BackupPassphrase.MaxBytes;

    /// <inheritdoc cref="BackupPassphrase.Problem"/>
    public static string? PassphraseProblem(ReadOnlySpan<byte> passphrase) => BackupPassphrase.Problem(passphrase);

    /// <param name="passphrase">Bytes of UTF-8. The caller wipes them.</param>
    /// <param name="tell">What is being done, how much of it is done, and of how much.</param>
    public static BackupMadeView Make(
        string home,
        string file,
        ReadOnlySpan<byte> passphrase,
        Action<string, long, long> tell,
        CancellationToken ct
    )
    {
        var made = HomeBackup.Write(home, file, passphrase, ProductVersion.Text, TimeProvider.System, new Teller(tell), ct);
        return new BackupMadeView(made.File, made.Bytes, made.Created, View(made.Head));
    }

    /// <inheritdoc cref="Make"/>
    public static RestoredView Restore(
        string file,
        string home,
        bool replace,
        ReadOnlySpan<byte> passphrase,
        Action<string, long, long> tell,
        CancellationToken ct
    )
    {
        try
        {
            var done = HomeRestore.Run(file, home, replace, passphrase, TimeProvider.System, new Teller(tell), ct);
            return new RestoredView(home, View(done.Facts), done.Aside);
        }
        catch (Exception e) when (e is LedgerDamagedException or NewerDatabaseException)
        {
            throw new BackupRefusedException(e.Message, e);
        }
    }

    /// <inheritdoc cref="Make"/>
    public static BackupView Verify(string file, ReadOnlySpan<byte> passphrase, Action<string, long, long> tell, CancellationToken ct) =>
        View(HomeRestore.Verify(file, passphrase, TimeProvider.System, new Teller(tell), ct));

    private static BackupView View(BackupFacts facts) =>
        new(
            facts.Created,
            facts.Product,
            facts.Threads,
            facts.Turns,
            facts.Memories,
            facts.Entries,
            View(facts.Head),
            facts.LiveTokens,
            facts.Grants,
            facts.Waiting,
            facts.Approved,
            facts.Unfinished,
            facts.Stops,
            facts.Sessions
        );

    private static HeadView View(LedgerHead head) => new(head.Seq, head.Hash);

    private sealed class Teller(Action<string, long, long> tell) : IProgress<BackupProgress>
    {
        public void Report(BackupProgress value) => tell(value.Doing, value.Done, value.Total);
    }
}
