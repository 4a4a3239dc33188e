using Gatehouse.Security.Paths;
using Microsoft.Win32.SafeHandles;

namespace Gatehouse.Storage.Home;

/// <summary>Opens the small files of the home: the log, the number of the process, the settings. A link in their place is refused, not followed.</summary>
public static class HomeFile
{
    // Of statx(2): AT_FDCWD, AT_SYMLINK_NOFOLLOW, STATX_UID.
    private const long CurrentFolder = -100;
    private const long NotThroughLinks = 0x100;
    private const long UserOnly = 0x8;

    /// <param name="folder">The home or one of its folders.</param>
    /// <param name="name">A name of this program's own.</param>
    /// <exception cref="IOException">It is not there, may not be opened (<see cref="BeneathException"/>), or the disk refuses.</exception>
    public static FileStream Open(string folder, string name, BeneathMode mode)
    {
        if (!RelativePath.TryParse(name, out var path, out var why))
        {
            throw new ArgumentException(PathRejectionText.Describe(why), nameof(name));
        }

        return OpenBeneath.IsSupported ? OpenBeneath.Open(folder, path, mode) : Plainly(Path.Combine(folder, name), mode);
    }

    /// <summary>The number of the user to whom a file, folder or socket belongs; null where the system does not tell.</summary>
    public static uint? OwnerOf(string path) => OwnerOf(CurrentFolder, Path.GetFullPath(path), NotThroughLinks);

    /// <summary>The same of what was opened, whatever lies there by now.</summary>
    public static uint? OwnerOf(SafeFileHandle file) => OwnerOf((long)file.DangerousGetHandle(), "", OpenFlags.ThisFile);

    /// <summary>The number of the user as whom this process acts.</summary>
    public static uint CurrentUser => PosixFiles.EffectiveUser();

    private static uint? OwnerOf(long folder, string path, long how)
    {
        var facts = default(FileFacts);
        return OpenFlags.OfThisMachine is { } flags && PosixFiles.StatX(flags.StatXCall, folder, path, how, UserOnly, ref facts) == 0
            ? facts.User
            : null;
    }

    // macOS has no openat2. The home is the owner's alone (0700), so a link in it is the owner's own.
    private static FileStream Plainly(string path, BeneathMode mode)
    {
        if (mode == BeneathMode.Read)
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read);
        }

        OwnerOnly.File(path);
        return new FileStream(path, mode == BeneathMode.Append ? FileMode.Append : FileMode.Truncate, FileAccess.Write, FileShare.Read);
    }
}
