namespace Gatehouse.Server.Listening;

/// <summary>Makes the place for the control socket.</summary>
internal static class ControlSocket
{
    /// <summary>Group and others get nothing: what this process creates is the owner's.</summary>
    private const uint OwnerOnly = 0b000_111_111;

    /// <summary>From here on every file and socket that this process makes is closed to others from its first moment.</summary>
    public static void CloseNewFilesToOthers() => _ = Posix.SetFileMask(OwnerOnly);

    /// <summary>Removes a socket that a killed server left. The caller holds the home's lock, so it is nobody's.</summary>
    public static void RemoveStale(string path) => File.Delete(path);
}
