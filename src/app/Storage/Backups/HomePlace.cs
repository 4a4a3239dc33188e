using System.Globalization;
using Gatehouse.Storage.Home;

namespace Gatehouse.Storage.Backups;

/// <summary>The moment of a restore: old files out, new files in, or all as it was.</summary>
internal static class HomePlace
{
    // SQLite reads what lies beside a database as belonging to it: the log of the old one would be written into the new.
    private static readonly IReadOnlyList<string> Beside = ["", "-wal", "-shm", "-journal"];

    public static bool IsEmpty(string home) =>
        !Path.Exists(home) || (Directory.Exists(home) && !Directory.EnumerateFileSystemEntries(home).Any());

    public static bool IsHome(string home) =>
        BackupContent.Files.Append(HomeFolder.UnfinishedRestore).Any(name => File.Exists(Path.Combine(home, name)));

    /// <returns>The folder with what was there before; null when there was nothing.</returns>
    public static string? Put(string staged, string home, DateTimeOffset now)
    {
        if (!Path.Exists(home))
        {
            // One step: it is there whole or not at all.
            Directory.Move(staged, home);
            return null;
        }

        var marker = Path.Combine(home, HomeFolder.UnfinishedRestore);
        var moved = new Stack<(string From, string To)>();
        OwnerOnly.File(marker);
        string? aside = null;
        try
        {
            foreach (var old in BackupContent.Files.SelectMany(name => Beside.Select(end => name + end)))
            {
                if (File.Exists(Path.Combine(home, old)))
                {
                    aside ??= NewFolder(home, now);
                    Move(Path.Combine(home, old), Path.Combine(aside, old), moved);
                }
            }

            foreach (var name in BackupContent.Files)
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

            File.Delete(marker);
            throw;
        }

        File.Delete(marker);
        return aside;
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
