using System.Runtime.InteropServices;

namespace Gatehouse.Storage.Home;

/// <summary>The calls of Linux that open a file without following a link, for which .NET has no name.</summary>
#pragma warning disable RS0030 // Native calls are listed, one by one: openat2, openat and statx. They write to nothing but the structure handed in.
internal static class PosixFiles
{
    public const int NotThere = 2; // ENOENT
    public const int NoDeviceBehind = 6; // ENXIO: a FIFO or socket that nobody reads.
    public const int CrossesOut = 18; // EXDEV: openat2 would leave the root.
    public const int NotFolder = 20; // ENOTDIR
    public const int IsFolder = 21; // EISDIR
    public const int Again = 11; // EAGAIN: openat2 saw a rename at the same moment.
    public const int NoSuchCall = 38; // ENOSYS
    public const int Forbidden = 1; // EPERM: what a container's filter says to calls that it does not know.
    public const int IsLink = 40; // ELOOP

    /// <summary>The path may not leave the folder, and no part of it may be a link (openat2(2)).</summary>
    public const ulong StayBeneath = 0x02 | 0x04 | 0x08; // RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH

    // The same number on every architecture: asm-generic, from 424 on.
    private const long OpenAt2Call = 437;

    public static int OpenFolder(string path, int flags) => OpenAt(-100, path, flags, 0); // AT_FDCWD

    public static int OpenBeneath(int folder, string path, OpenHow how) => (int)OpenAt2(OpenAt2Call, folder, path, ref how, OpenHow.Size);

    [DllImport("libc", EntryPoint = "openat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int OpenAt(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags, uint mode);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long OpenAt2(
        long number,
        long folder,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        ref OpenHow how,
        nint size
    );

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern long StatX(
        long number,
        long file,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        long flags,
        long mask,
        ref FileFacts facts
    );
}
#pragma warning restore RS0030

/// <summary><c>struct open_how</c> of openat2(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    public const int Size = 24;

    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}

/// <summary>What is read of <c>struct statx</c>, which is laid out alike on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileFacts
{
    [FieldOffset(16)]
    public uint Links;

    [FieldOffset(20)]
    public uint User;

    [FieldOffset(28)]
    public ushort Mode;
}
