using System.Globalization;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Backups;

/// <summary>What a restore did.</summary>
/// <param name="Aside">Where the databases went that were there before; null when there were none.</param>
public sealed record HomeRestored(BackupFacts Facts, string? Aside);

/// <summary>Puts a backup's databases into a home, after everything about them was checked elsewhere.</summary>
public static class HomeRestore
{
    private const string Kind = "restore-";

    /// <summary>Checks a backup as a restore does, in a folder that is removed again.</summary>
    /// <exception cref="BackupRefusedException">It could not be restored; the message says why.</exception>
    public static BackupFacts Verify(
        string file,
        ReadOnlySpan<byte> passphrase,
        TimeProvider clock,
        IProgress<BackupProgress> progress,
        CancellationToken ct
    )
    {
        using var work = WorkFolder.Create(Path.GetTempPath(), "gatehouse-verify-");
        return StagedHome.Fill(work.Path, file, passphrase, clock.GetUtcNow(), progress, ct);
    }

    /// <param name="home">Absent, empty, or with <paramref name="replace"/> a home whose server is not running.</param>
    /// <param name="passphrase">Bytes of UTF-8. The caller wipes them.</param>
    /// <exception cref="BackupRefusedException">The backup cannot be restored there. The home is as it was.</exception>
    /// <exception cref="HomeInUseException">A server is using it.</exception>
    public static HomeRestored Run(
        string file,
        string home,
        bool replace,
        ReadOnlySpan<byte> passphrase,
        TimeProvider clock,
        IProgress<BackupProgress> progress,
        CancellationToken ct
    )
    {
        home = Path.TrimEndingDirectorySeparator(Path.GetFullPath(home));
        if (Directory.Exists(home))
        {
            // What a killed restore left must not make an empty folder look used.
            WorkFolder.Sweep(home, Kind);
        }

        // Until the end: a server that starts meanwhile would keep the files that are moved away.
        using var held = Directory.Exists(home) ? Hold(home, replace) : null;
        // In the home if there is one: it may be a mount of its own, and files are moved into it only on one file system.
        var (parent, kind) = Directory.Exists(home) ? (home, Kind) : (Path.GetDirectoryName(home)!, $".{Path.GetFileName(home)}-{Kind}");
        if (!Directory.Exists(parent))
        {
            throw new BackupRefusedException($"There is no folder {parent} for the home to be in. Make it first.");
        }

        using var work = WorkFolder.Create(parent, kind);
        var staged = work["home"];
        OwnerOnly.Folder(staged);
        var facts = StagedHome.Fill(staged, file, passphrase, clock.GetUtcNow(), progress, ct);
        StagedHome.EndSessions(staged, clock.GetUtcNow());
        ct.ThrowIfCancellationRequested();
        // What was approved or queued when the backup was made may have been done since: nothing runs before the owner has looked.
        var replaced = Path.Combine(home, BackupContent.Ledger);
        var line = Line(facts, File.Exists(replaced) ? End(replaced) : null);
        return new HomeRestored(
            facts,
            held is null ? HomePlace.PutWhole(staged, home, line) : HomePlace.Put(staged, home, line, clock.GetUtcNow())
        );
    }

    /// <summary>The reason of the stop, with which the first start tells the ledger that it was put here, and what is no longer.</summary>
    private static string Line(BackupFacts facts, string? replaced) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"restored from a backup of {facts.Created.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(replaced is null ? "" : $", in place of a ledger that ended with {replaced}")}"
        );

    private static string End(string ledger)
    {
        try
        {
            return LedgerFile.Newest(ledger) is { } end
                ? string.Create(CultureInfo.InvariantCulture, $"entry {end.Seq} ({end.Hash[..16]})")
                : "no entry";
        }
        catch (UnreadableDatabaseException)
        {
            return "what cannot be read";
        }
    }

    private static HomeLock Hold(string home, bool replace)
    {
        if (HomeFolder.IsHeld(home))
        {
            throw new BackupRefusedException($"A server is using {home}. Stop it first, or name another home with --home.");
        }

        if (!replace && !HomePlace.IsEmpty(home))
        {
            throw new BackupRefusedException(
                $"{home} is not empty. Name a new folder with --home, or put the databases that are there aside with --replace."
            );
        }

        if (!HomePlace.IsEmpty(home) && !HomePlace.IsHome(home))
        {
            throw new BackupRefusedException(
                $"{home} is not empty and no home of Gatehouse: nothing in it is replaced. Name another folder."
            );
        }

        var run = Path.Combine(home, "run");
        OwnerOnly.Folder(run);
        return HomeLock.Take(home, run);
    }
}
