using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Gatehouse.Bench.Gateway;

/// <summary>What .NET has no name for.</summary>
internal static class Native
{
    private const int Terminate = 15;

    /// <summary>
    /// User and kernel time of all threads that the process ever had: what /proc/PID/stat shows in steps of 10 ms, in nanoseconds.
    /// </summary>
    public static TimeSpan CpuOf(int process)
    {
        // The clock of another process, as clock_getcpuclockid makes its number: 2 is the scheduler's count.
        if (clock_gettime((~process << 3) | 2, out var time) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"No CPU clock of process {process}");
        }

        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    /// <summary>SIGTERM: the orderly end.</summary>
    public static void End(int process)
    {
        if (kill(process, Terminate) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Process {process} could not be told to stop");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out Timespec time);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
