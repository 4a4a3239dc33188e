using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Listening.Tls;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Server.Listening;

/// <summary>The TCP listener of the page and of API clients.</summary>
internal static class GatewayListener
{
    public static readonly ListenerFacts Facts = new(
        Listeners.Gateway,
        "gateway",
        "TCP, `127.0.0.1:3000`; HTTP/1.1, over TLS 1.2 or 1.3 when a certificate is set. Beyond loopback only with TLS, or with "
            + $"`{SettingNames.GatewayAllowPlaintext}`",
        [SettingNames.GatewayHost, SettingNames.GatewayPort, SettingNames.GatewayTlsCert, SettingNames.GatewayTlsKey],
        "the owner: bearer token, or both halves of a browser session; programs: a scoped token, on routes that name its scope; Host must be ours, Origin ours or, with a token, of this machine",
        $"{SurfaceDocument.Size(GatewayLimits.BodyBytes)} body or message, {SurfaceDocument.Size(GatewayLimits.RequestLineBytes)} request line, "
            + $"{SurfaceDocument.Size(GatewayLimits.HeaderBytes)} headers within {GatewayLimits.HeadersWithin.TotalSeconds:0} s, "
            + $"{GatewayLimits.Connections} connections, {GatewayLimits.Subscribers} event streams and WebSockets together, "
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
                if (settings.Tls is not null)
                {
                    listen.Use(PlaintextOnTls.RefuseAsync);
                    listen.UseHttps(Greeting(kestrel.ApplicationServices.GetRequiredService<TlsIdentity>()));
                }
            }
        );

    private static TlsHandshakeCallbackOptions Greeting(TlsIdentity identity) =>
        new() { HandshakeTimeout = GatewayLimits.HeadersWithin, OnConnection = _ => ValueTask.FromResult(identity.Next()) };

    private static Task Mark(ConnectionContext connection, Func<Task> next)
    {
        connection.Features.Set(new ListenerMark(Listeners.Gateway));
        return next();
    }
}
