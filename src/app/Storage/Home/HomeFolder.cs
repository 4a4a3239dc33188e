using System.Text;

namespace Gatehouse.Storage.Home;

/// <summary>The one folder that Gatehouse writes to, held by this process until disposed.</summary>
public sealed class HomeFolder : IDisposable
{
    /// <summary>Longest path of a Unix socket, bytes. Linux: <c>sun_path</c> is 108 bytes with its zero (unix(7)).</summary>
    public const int MaxSocketPathBytes = 107;

    /// <summary>A file that is in a home only while a restore moves its databases.</summary>
    internal const string UnfinishedRestore = "restore-unfinished";

    /// <summary>A file of this name keeps everything stopped, from before a start takes anything up.</summary>
    public const string StopFile = "STOP";

    private readonly HomeLock _held;

    private HomeFolder(string path, HomeLock held, IReadOnlyList<string> notices)
    {
        Path = path;
        _held = held;
        Notices = notices;
    }

    public string Path { get; }

    /// <summary>What was put right while opening, one sentence each, to be told to the owner.</summary>
    public IReadOnlyList<string> Notices { get; }

    public string LedgerPath => In("ledger.db");

    public string DatabasePath => In("gatehouse.db");

    public string SocketPath => SocketPathOf(Path);

    public string LogsPath => In("logs");

    public string ArtifactsPath => In("artifacts");

    /// <summary>Creates the folder (0700) with its subfolders if need be, closes it to other users, and takes its lock.</summary>
    /// <exception cref="HomeInUseException">Another server has it.</exception>
    /// <exception cref="HomeUnusableException">It cannot be created or closed to others, its path is too long for the socket, or a restore broke off in it.</exception>
    public static HomeFolder Open(string path)
    {
        var home = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var socketBytes = Encoding.UTF8.GetByteCount(SocketPathOf(home));
        if (socketBytes > MaxSocketPathBytes)
        {
            throw new HomeUnusableException(
                $"The home {home} is too deep: its socket's path would be {socketBytes} bytes long, at most {MaxSocketPathBytes} work. Set a shorter home."
            );
        }

        var notices = new List<string>();
        foreach (var folder in new[] { home, Sub(home, "run"), Sub(home, "logs"), Sub(home, "artifacts") })
        {
            Close(folder, notices);
        }

        // Where `gatehouse tls init` was used, the authority's key lies there.
        if (Sub(home, "tls") is var tls && Directory.Exists(tls))
        {
            Close(tls, notices);
        }

        var held = HomeLock.Take(home, Sub(home, "run"));
        if (File.Exists(Sub(home, UnfinishedRestore)))
        {
            // Some databases are the old ones, some the new ones, some are missing: starting would make empty ones in their place.
            held.Dispose();
            throw new HomeUnusableException(
                $"A restore into {home} was broken off. Run `gatehouse restore FILE --replace` again; or move the files of its newest before-restore folder back and delete {UnfinishedRestore}."
            );
        }

        return new HomeFolder(home, held, notices);
    }

    /// <summary>Whether a process holds this home. Creates nothing.</summary>
    public static bool IsHeld(string path) => HomeLock.IsTaken(Sub(path, "run"));

    /// <summary>The same home, with one more thing to tell its owner. It is disposed once.</summary>
    public HomeFolder With(string notice) => new(Path, _held, [.. Notices, notice]);

    public void Dispose() => _held.Dispose();

    private static void Close(string folder, List<string> notices)
    {
        try
        {
            if (OwnerOnly.Folder(folder))
            {
                notices.Add($"{folder} was open to other users of this machine. It is now closed (0700).");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HomeUnusableException(
                $"{folder} cannot be made a folder that only you can read: {problem.Message.TrimEnd('.')}. Free space there and make it writable for this user, or set another home.",
                problem
            );
        }
    }

    private static string SocketPathOf(string home) => System.IO.Path.Combine(home, "run", "control.sock");

    private static string Sub(string home, string name) => System.IO.Path.Combine(home, name);

    private string In(string name) => Sub(Path, name);
}
