using System.Globalization;

namespace Gatehouse.Storage.Home;

/// <summary>One server per home. The lock is the open file (flock), so the kernel frees it however the process ends.</summary>
internal sealed class HomeLock : IDisposable
{
    // EWOULDBLOCK of flock(2).
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;

    private readonly FileStream _held;

    private HomeLock(FileStream held) => _held = held;

    /// <exception cref="HomeInUseException">Another process, or another part of this one, holds it.</exception>
    public static HomeLock Take(string home, string run)
    {
        // The number lies beside the lock: a locked file cannot be opened for reading.
        var pidFile = Path.Combine(run, "pid");
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(run, "lock"), OwnerOnly.Options(FileShare.None));
        }
        catch (IOException problem) when (problem.HResult is LockedOnLinux or LockedOnMac)
        {
            throw new HomeInUseException(home, ReadPid(pidFile));
        }

        OwnerOnly.File(pidFile);
        File.WriteAllText(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new HomeLock(held);
    }

    /// <remarks>The files stay: deleting a lock file lets two processes lock two files of one name.</remarks>
    public void Dispose() => _held.Dispose();

    private static int? ReadPid(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : null;
        }
        catch (IOException)
        {
            return null; // The message names no process then; the refusal stands.
        }
    }
}
