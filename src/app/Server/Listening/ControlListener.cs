using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gatehouse.Server.Listening;

/// <summary>The Unix socket of the CLI. Whoever runs as our own user is the owner; the kernel says who that is.</summary>
internal static class ControlListener
{
    public static readonly ListenerFacts Facts = new(
        Listeners.Control,
        "control",
        "Unix socket `run/control.sock` in the home folder; HTTP/1.1",
        [SettingNames.Home],
        "processes of the same user, as the kernel tells; others are cut off before HTTP",
        $"{SurfaceDocument.Size(GatewayLimits.BodyBytes)} body, {GatewayLimits.Connections} connections, {GatewayLimits.Subscribers} event streams",
        "The CLI"
    );

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
