using Gatehouse.Storage.Home;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Who may use a file. Asks the file system, changes nothing.</summary>
internal static class FileModes
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>What group and others may do with it; null when they may do nothing.</summary>
    public static UnixFileMode? OpenToOthers(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException("there are no Unix file modes here")
        : (File.GetUnixFileMode(path) & OfOthers) is not UnixFileMode.None and var open ? open
        : null;

    /// <summary>What is wrong with it; nothing for one that only its owner, we ourselves, can use.</summary>
    public static IEnumerable<DoctorFinding> Look(string path, string mode)
    {
        if (OpenToOthers(path) is { } open)
        {
            yield return DoctorFinding.Fail($"{path} is open to other users of this machine ({open}).", $"chmod {mode} '{path}'");
        }

        if (HomeFile.OwnerOf(path) is { } owner && owner != HomeFile.CurrentUser)
        {
            yield return DoctorFinding.Fail(
                $"{path} belongs to user {owner}, not to you ({HomeFile.CurrentUser}).",
                $"sudo chown -R \"$(id -un)\" '{path}', or run this as the user whose server it is."
            );
        }
    }
}
