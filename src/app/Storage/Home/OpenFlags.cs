using System.Runtime.InteropServices;

namespace Gatehouse.Storage.Home;

/// <summary>The numbers of open(2) and statx(2), two of which differ between the architectures (fcntl.h of each).</summary>
internal sealed record OpenFlags(int Directory, int NoFollow, long StatXCall)
{
    public const int Create = 0x40;
    public const int ThisFile = 0x1000; // AT_EMPTY_PATH
    public const int TypeAndLinks = 0x1 | 0x4; // STATX_TYPE | STATX_NLINK

    private const int Write = 0x1;
    private const int AtEnd = 0x400;
    private const int CloseOnExec = 0x80000;

    // A pipe without a writer would hold the caller for ever.
    private const int DoNotWait = 0x800;

    public static OpenFlags? OfThisMachine { get; } =
        !OperatingSystem.IsLinux()
            ? null
            : RuntimeInformation.OSArchitecture switch
            {
                Architecture.X64 => new OpenFlags(0x10000, 0x20000, 332),
                Architecture.Arm64 => new OpenFlags(0x4000, 0x8000, 291),
                _ => null,
            };

    /// <summary>The caller's folder, links in its path included.</summary>
    public int Folder => Directory | CloseOnExec;

    public int FolderWithoutLinks => Folder | NoFollow;

    public int For(BeneathMode mode) =>
        NoFollow
        | CloseOnExec
        | DoNotWait
        | mode switch
        {
            BeneathMode.Read => 0,
            BeneathMode.Append => Write | AtEnd | Create,
            _ => Write | Create,
        };
}
