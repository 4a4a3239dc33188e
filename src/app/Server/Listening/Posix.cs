using System.Runtime.InteropServices;

namespace Gatehouse.Server.Listening;

/// <summary>The call of the C library that .NET has no name for.</summary>
#pragma warning disable RS0030 // Native calls are listed, one by one: umask touches no memory.
internal static class Posix
{
    /// <summary>Sets which permission bits new files of this process never get.</summary>
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint SetFileMask(uint mask);
}
#pragma warning restore RS0030
