using System.Globalization;

namespace Gatehouse.Storage.Home;

/// <summary>One server per home. The lock is the open file (flock), so the kernel frees it however the process ends.</summary>
internal sealed class HomeLock : IDisposable
{
    // EWOULDBLOCK of flock(2).
    private const int LockedOnLinux = 11;
    private const int LockedOnMac = 35;

    // The number lies beside the lock: a locked file cannot be opened for reading.
    private const string PidFile = "pid";

    private readonly FileStream _held;

    private HomeLock(FileStream held) => _held = held;

    /// <summary>Whether somebody holds it at this moment. Makes no file.</summary>
    public static bool IsTaken(string run)
    {
        try
        {
            // Shared, and let go at once: two who ask do not see each other.
            using var free = new FileStream(Path.Combine(run, "lock"), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException problem) when (problem.HResult is LockedOnLinux or LockedOnMac)
        {
            return true;
        }
    }

    /// <exception cref="HomeInUseException">Another process, or another part of this one, holds it.</exception>
    public static HomeLock Take(string home, string run)
    {
        FileStream held;
        try
        {
            held = new FileStream(Path.Combine(run, "lock"), OwnerOnly.Options(FileShare.None));
        }
        catch (IOException problem) when (problem.HResult is LockedOnLinux or LockedOnMac)
        {
            throw new HomeInUseException(home, ReadPid(run));
        }
        catch (Exception problem) when (problem is IOException and not BeneathException or UnauthorizedAccessException)
        {
            throw Unwritable(home, problem);
        }

        try
        {
            WritePid(run);
            return new HomeLock(held);
        }
        catch (Exception problem) when (problem is IOException and not BeneathException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw Unwritable(home, problem);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <remarks>The files stay: deleting a lock file lets two processes lock two files of one name.</remarks>
    public void Dispose() => _held.Dispose();

    private static HomeUnusableException Unwritable(string home, Exception problem) =>
        new(
            $"The home {home} cannot be written: {problem.Message.TrimEnd('.')}. Free space there, or make it writable for this user.",
            problem
        );

    private static void WritePid(string run)
    {
        using var file = new StreamWriter(HomeFile.Open(run, PidFile, BeneathMode.Replace));
        file.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    private static int? ReadPid(string run)
    {
        try
        {
            using var file = new StreamReader(HomeFile.Open(run, PidFile, BeneathMode.Read));
            Span<char> digits = stackalloc char[16];
            return int.TryParse(digits[..file.ReadBlock(digits)], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? pid
                : null;
        }
        catch (IOException)
        {
            return null; // The message names no process then; the refusal stands.
        }
    }
}
