using System.Security.Cryptography;
using Gatehouse.Storage.Home;

namespace Gatehouse.Storage.Backups;

/// <summary>A folder (0700) for files that must not outlive the work. What a killed process left is removed by the next of the same kind.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string LockName = "lock";

    private readonly FileStream _held;

    private WorkFolder(string path, FileStream held) => (Path, _held) = (path, held);

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <param name="parent">A folder that is there.</param>
    /// <param name="kind">How the name begins.</param>
    public static WorkFolder Create(string parent, string kind)
    {
        Sweep(parent, kind);
        var path = System.IO.Path.Combine(parent, kind + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        OwnerOnly.Folder(path);
        try
        {
            return new WorkFolder(path, new FileStream(System.IO.Path.Combine(path, LockName), OwnerOnly.Options(FileShare.None)));
        }
        catch
        {
            Directory.Delete(path, recursive: true);
            throw;
        }
    }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        _held.Dispose();
    }

    /// <summary>Removes what killed processes of this user left; what only looks like it may be anybody's trap.</summary>
    public static void Sweep(string parent, string kind)
    {
        foreach (var left in Directory.EnumerateDirectories(parent, kind + "*").Where(IsOwn))
        {
            try
            {
                // Whoever still works there holds the lock; whoever only begins has none yet.
                using var free = new FileStream(
                    System.IO.Path.Combine(left, LockName),
                    FileMode.Open,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
                Directory.Delete(left, recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException) { }
        }
    }

    // A folder of another's, or a link: what is deleted in it could be elsewhere by the time it is. Ours are closed to others (0700).
    private static bool IsOwn(string folder) =>
        HomeFile.OwnerOf(folder) is { } owner
        && owner == HomeFile.CurrentUser
        && new DirectoryInfo(folder).LinkTarget is null
        && !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(folder) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) == 0;
}
