namespace Gatehouse.Storage.Home;

/// <summary>Files and folders that only their owner can use, from the moment they exist.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode ForFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForFolder = ForFile | UnixFileMode.UserExecute;

    /// <summary>Creates the folder if need be. True when it was open to others and has been closed.</summary>
    public static bool Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NoModes();
        }

        Directory.CreateDirectory(path, ForFolder);
        return Tighten(path, ForFolder);
    }

    /// <summary>Creates an empty file if need be. True when it was open to others and has been closed.</summary>
    public static bool File(string path)
    {
        // Created with its mode, not changed to it afterwards: in between, another user could open it and keep it open.
        using (new FileStream(path, Options(FileShare.ReadWrite))) { }
        return Tighten(path, ForFile);
    }

    public static FileStreamOptions Options(FileShare share) => Options(FileMode.OpenOrCreate, share);

    /// <summary>For a file that must not be there yet, also not as a link.</summary>
    public static FileStreamOptions New() => Options(FileMode.CreateNew, FileShare.None);

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NoModes();
        }

        return new()
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            UnixCreateMode = ForFile,
        };
    }

    private static bool Tighten(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            throw NoModes();
        }

        if ((System.IO.File.GetUnixFileMode(path) & ~mode) == 0)
        {
            return false;
        }

        System.IO.File.SetUnixFileMode(path, mode);
        return true;
    }

    private static PlatformNotSupportedException NoModes() =>
        new("the home needs Unix file modes; on Windows, run Gatehouse in WSL or a container");
}
