using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gatehouse.Server.Listening;

/// <summary>The Unix socket of the CLI. Whoever runs as our own user is the owner; the kernel says who that is.</summary>
internal static class ControlListener
{
    /// <summary>Linux keeps 108 bytes for a socket's path, with the final zero; macOS 104.</summary>
    private const int MaxPathBytes = 103;

    /// <summary>Makes the place for the socket. The caller holds the home's lock, so a socket that is left there is nobody's.</summary>
    /// <returns>The socket's path; null when the path is too long for a socket.</returns>
    public static string? Prepare(string home)
    {
        var folder = Path.Combine(home, "run");
        var path = Path.Combine(folder, "control.sock");
        if (System.Text.Encoding.UTF8.GetByteCount(path) > MaxPathBytes)
        {
            return null;
        }

        // The folder is closed to others before the socket is there, and the file mask closes the socket itself.
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(path);
        return path;
    }

    public static void ListenControl(this KestrelServerOptions kestrel, string path) =>
        kestrel.ListenUnixSocket(
            path,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(AdmitAsync);
            }
        );

    private static async Task AdmitAsync(ConnectionContext connection, Func<Task> next)
    {
        if (connection.Features.Get<IConnectionSocketFeature>() is not { Socket: { } socket } || !PeerUser.IsOurs(socket))
        {
            connection.Abort(new ConnectionAbortedException("the peer is another user"));
            return;
        }

        connection.Features.Set(new ListenerMark(Listeners.Control));
        await next();
    }
}
