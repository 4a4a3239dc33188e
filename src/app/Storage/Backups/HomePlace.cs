using System.Globalization;
using Gatehouse.Storage.Home;

namespace Gatehouse.Storage.Backups;

/// <summary>The moment of a restore: old files out, new files in, or all as it was.</summary>
internal static class HomePlace
{
    // SQLite reads what lies beside a database as belonging to it: the log of the old one would be written into the new.
    private static readonly IReadOnlyList<string> Beside = ["", "-wal", "-shm", "-journal"];

    /// <summary>Whether nothing of anybody's is in there; the folder of the lock is nobody's.</summary>
    public static bool IsEmpty(string home) =>
        !Path.Exists(home)
        || (Directory.Exists(home) && Directory.EnumerateFileSystemEntries(home).All(entry => Path.GetFileName(entry) == "run"));

    public static bool IsHome(string home) =>
        BackupContent.Files.Append(HomeFolder.UnfinishedRestore).Any(name => File.Exists(Path.Combine(home, name)));

    /// <summary>Makes a home that is not there, in one step: it is there whole or not at all.</summary>
    /// <param name="stop">The reason why everything is stopped in it.</param>
    public static string? PutWhole(string staged, string home, string stop)
    {
        Stop(staged, stop);
        // Fails where somebody else made it meanwhile.
        Directory.Move(staged, home);
        return null;
    }

    /// <summary>Puts the files into a home that this process holds.</summary>
    /// <param name="stop">The reason why everything is stopped in it.</param>
    /// <returns>The folder with what was there before; null when there was nothing.</returns>
    public static string? Put(string staged, string home, string stop, DateTimeOffset now)
    {
        var marker = Path.Combine(home, HomeFolder.UnfinishedRestore);
        // An earlier restore that broke off has its own, and it stays when this one fails, too.
        var isFirst = !File.Exists(marker);
        var moved = new Stack<(string From, string To)>();
        Stop(staged, stop);
        OwnerOnly.File(marker);
        string? aside = null;
        try
        {
            foreach (var old in BackupContent.Files.SelectMany(name => Beside.Select(end => name + end)).Append(HomeFolder.StopFile))
            {
                // Also a link that leads nowhere.
                if (new FileInfo(Path.Combine(home, old)) is { Exists: true } or { LinkTarget: not null })
                {
                    aside ??= NewFolder(home, now);
                    Move(Path.Combine(home, old), Path.Combine(aside, old), moved);
                }
            }

            // Before the databases: no moment in which a start would find them without it.
            foreach (var name in BackupContent.Files.Prepend(HomeFolder.StopFile))
            {
                Move(Path.Combine(staged, name), Path.Combine(home, name), moved);
            }
        }
        catch
        {
            while (moved.TryPop(out var move))
            {
                File.Move(move.To, move.From);
            }

            if (aside is not null)
            {
                Directory.Delete(aside);
            }

            if (isFirst)
            {
                File.Delete(marker);
            }

            throw;
        }

        File.Delete(marker);
        return aside;
    }

    private static void Stop(string folder, string reason)
    {
        var path = Path.Combine(folder, HomeFolder.StopFile);
        OwnerOnly.File(path);
        File.WriteAllText(path, reason + "\n");
    }

    private static void Move(string from, string to, Stack<(string From, string To)> moved)
    {
        File.Move(from, to, overwrite: false);
        moved.Push((from, to));
    }

    private static string NewFolder(string home, DateTimeOffset now)
    {
        var name = Path.Combine(home, $"before-restore-{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        var path = name;
        for (var number = 2; Path.Exists(path); number++)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        OwnerOnly.Folder(path);
        return path;
    }
}
