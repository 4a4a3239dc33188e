using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gatehouse.Server.Listening;

/// <summary>The TCP listener of the page and of API clients.</summary>
internal static class GatewayListener
{
    public static readonly ListenerFacts Facts = new(
        Listeners.Gateway,
        "gateway",
        "TCP, `127.0.0.1:3000`; HTTP/1.1. Beyond loopback only with `GATEWAY_ALLOW_PLAINTEXT`",
        $"`{SettingNames.GatewayHost}`, `{SettingNames.GatewayPort}`",
        "the owner: bearer token, or both halves of a browser session; Host and Origin must be ours",
        $"{SurfaceDocument.Size(GatewayLimits.BodyBytes)} body, {GatewayLimits.Subscribers} event streams, "
            + $"{GatewayLimits.Failures} wrong credentials in {GatewayLimits.FailurePeriod.TotalSeconds:0} s per address",
        "The page and API clients"
    );

    public static void ListenGateway(this KestrelServerOptions kestrel, GatewaySettings settings) =>
        kestrel.Listen(
            settings.Host,
            settings.Port,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(Mark);
            }
        );

    private static Task Mark(ConnectionContext connection, Func<Task> next)
    {
        connection.Features.Set(new ListenerMark(Listeners.Gateway));
        return next();
    }
}
