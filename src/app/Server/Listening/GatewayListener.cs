using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gatehouse.Server.Listening;

/// <summary>The TCP listener of the page and of API clients.</summary>
internal static class GatewayListener
{
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
