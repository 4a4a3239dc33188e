using System.Runtime.InteropServices;
using Gatehouse.Security.Paths;
using Microsoft.Win32.SafeHandles;

namespace Gatehouse.Storage.Home;

/// <summary>How a file beneath a folder is opened. What is made is readable by its owner only.</summary>
public enum BeneathMode
{
    /// <summary>Reads a file that is there.</summary>
    Read,

    /// <summary>Writes at the end, and makes the file if need be.</summary>
    Append,

    /// <summary>Writes from the start, what was there is gone, and makes the file if need be.</summary>
    Replace,
}

/// <summary>Opens regular files beneath a folder so that no link leads out of it, also none that is put there while it opens.</summary>
/// <remarks>
/// The kernel resolves the path and refuses links as it goes: <c>openat2</c>, or on older kernels one <c>openat</c> with <c>O_NOFOLLOW</c>
/// for each name. Checking first and opening then would leave a moment in between. The folder itself is the caller's word: links in its
/// own path are followed. Thread-safe.
/// </remarks>
public static class OpenBeneath
{
    private const uint OwnerOnlyMode = 0x180; // 0600

    // A rename elsewhere can disturb the walk (openat2(2), EAGAIN). Who renames without end does not keep us here.
    private const int MaxTries = 100;
    private const int KindMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>Linux on x64 or arm64; elsewhere every opening is refused.</summary>
    public static bool IsSupported => OpenFlags.OfThisMachine is not null;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="BeneathException">It may not or cannot be opened; <see cref="BeneathException.Why"/> says why.</exception>
    public static FileStream Open(string folder, RelativePath path, BeneathMode mode) => Open(folder, path, mode, WithOpenAt2);

    /// <param name="resolve">Gives a file descriptor, or minus the error number.</param>
    internal static FileStream Open(string folder, RelativePath path, BeneathMode mode, Func<int, string, int, int> resolve)
    {
        var flags =
            OpenFlags.OfThisMachine
            ?? throw new BeneathException(OpenRefusal.Unsupported, "Files cannot be opened safely here: it needs Linux on x64 or arm64.");
        using var root = Folder(folder, flags);
        var shown = Path.Combine(folder, path.Value);
        var opened = resolve((int)root.DangerousGetHandle(), path.Value, flags.For(mode));
        if (opened < 0)
        {
            throw Refused(shown, -opened);
        }

        var file = new SafeFileHandle(opened, ownsHandle: true);
        try
        {
            CheckKind(shown, file, flags);
            return Stream(file, mode);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    internal static int WithOpenAt2(int root, string path, int flags)
    {
        var how = new OpenHow
        {
            Flags = (uint)flags,
            Mode = (flags & OpenFlags.Create) != 0 ? OwnerOnlyMode : 0u,
            Resolve = PosixFiles.StayBeneath,
        };
        for (var tries = 0; ; tries++)
        {
            var opened = PosixFiles.OpenBeneath(root, path, how);
            if (opened >= 0)
            {
                return opened;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case PosixFiles.Again when tries < MaxTries:
                    continue;
                case PosixFiles.NoSuchCall or PosixFiles.Forbidden:
                    return NameByName(root, path, flags);
                case var error:
                    return -error;
            }
        }
    }

    /// <summary>For kernels before 5.6 and filters that do not know openat2: each name by itself, no link followed.</summary>
    internal static int NameByName(int root, string path, int flags)
    {
        var machine = OpenFlags.OfThisMachine!;
        var names = path.Split('/');
        SafeFileHandle? held = null;
        try
        {
            var at = root;
            foreach (var name in names[..^1])
            {
                var next = PosixFiles.OpenAt(at, name, machine.FolderWithoutLinks, 0);
                if (next < 0)
                {
                    return -Marshal.GetLastPInvokeError();
                }

                held?.Dispose();
                held = new SafeFileHandle(next, ownsHandle: true);
                at = next;
            }

            var opened = PosixFiles.OpenAt(at, names[^1], flags, OwnerOnlyMode);
            return opened < 0 ? -Marshal.GetLastPInvokeError() : opened;
        }
        finally
        {
            held?.Dispose();
        }
    }

    private static FileStream Stream(SafeFileHandle file, BeneathMode mode)
    {
        var stream = new FileStream(file, mode == BeneathMode.Read ? FileAccess.Read : FileAccess.Write);
        if (mode == BeneathMode.Append)
        {
            stream.Seek(0, SeekOrigin.End);
        }
        else if (mode == BeneathMode.Replace)
        {
            // Now that it is known to be a file with one name: O_TRUNC would have emptied whatever it was.
            stream.SetLength(0);
        }

        return stream;
    }

    private static SafeFileHandle Folder(string folder, OpenFlags flags)
    {
        var opened = PosixFiles.OpenFolder(folder, flags.Folder);
        return opened >= 0
            ? new SafeFileHandle(opened, ownsHandle: true)
            : throw new BeneathException(
                OpenRefusal.System,
                $"The folder {folder} cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}."
            );
    }

    private static void CheckKind(string path, SafeFileHandle file, OpenFlags flags)
    {
        var facts = default(FileFacts);
        if (
            PosixFiles.StatX(flags.StatXCall, (long)file.DangerousGetHandle(), "", OpenFlags.ThisFile, OpenFlags.TypeAndLinks, ref facts)
            != 0
        )
        {
            throw Refused(path, Marshal.GetLastPInvokeError());
        }

        if ((facts.Mode & KindMask) != RegularFile)
        {
            throw new BeneathException(OpenRefusal.NotAFile, $"{path} is no regular file, so it is not opened.");
        }

        if (facts.Links > 1)
        {
            throw new BeneathException(OpenRefusal.SecondName, $"{path} has a second name somewhere (a hard link), so it is not opened.");
        }
    }

    private static IOException Refused(string path, int error) =>
        error switch
        {
            PosixFiles.NotThere => new FileNotFoundException($"There is no file {path}.", path),
            PosixFiles.IsLink or PosixFiles.CrossesOut => new BeneathException(
                OpenRefusal.Link,
                $"{path} leads over a link, and links are not followed."
            ),
            // A link where a folder should be is told as "no folder" by openat with O_DIRECTORY.
            PosixFiles.NotFolder => new BeneathException(
                OpenRefusal.Link,
                $"A part of {path} is no folder, or a link, and links are not followed."
            ),
            PosixFiles.IsFolder or PosixFiles.NoDeviceBehind => new BeneathException(
                OpenRefusal.NotAFile,
                $"{path} is no regular file, so it is not opened."
            ),
            _ => new BeneathException(OpenRefusal.System, $"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}."),
        };
}
