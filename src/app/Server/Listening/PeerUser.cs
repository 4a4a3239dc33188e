using System.Net.Sockets;
using System.Runtime.InteropServices;
using Gatehouse.Storage.Home;

namespace Gatehouse.Server.Listening;

/// <summary>Which user is at the other end of a Unix socket, as the kernel tells it.</summary>
internal static class PeerUser
{
    // Linux: struct ucred { pid, uid, gid }, socket(7). macOS: struct xucred { version, uid, … }, unix(4).
    private const int LinuxLevel = 1;
    private const int LinuxPeerCredentials = 17;
    private const int MacLevel = 0;
    private const int MacPeerCredentials = 1;
    private const int UserOffset = 4;

    /// <summary>Whether the peer runs as this very user. False when the kernel does not say.</summary>
#pragma warning disable RS0030 // Kestrel accepted this socket; it is asked who connected, nothing is sent.
    public static bool IsOurs(Socket socket)
    {
        Span<byte> answer = stackalloc byte[76];
        var linux = OperatingSystem.IsLinux();
        if (!linux && !OperatingSystem.IsMacOS())
        {
            return false;
        }

        try
        {
            var length = socket.GetRawSocketOption(
                linux ? LinuxLevel : MacLevel,
                linux ? LinuxPeerCredentials : MacPeerCredentials,
                answer
            );
            return length >= UserOffset + sizeof(uint) && MemoryMarshal.Read<uint>(answer[UserOffset..]) == HomeFile.CurrentUser;
        }
        catch (SocketException)
        {
            return false;
        }
    }
#pragma warning restore RS0030
}
