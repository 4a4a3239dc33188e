using System.Globalization;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Events;

/// <summary>The answer to one subscriber too many. A WebSocket is told before its handshake.</summary>
internal sealed class SubscriberCap(ILogger<SubscriberCap> logger)
{
    public Task RefuseAsync(HttpContext context)
    {
        logger.SubscriberRefused(GatewayLimits.Subscribers);
        context.Response.Headers.RetryAfter = GatewayLimits.KeepAlive.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return ProblemAnswer.WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            "Too many connections",
            "As many event streams and WebSockets as there may be are open. Close a tab and try again."
        );
    }
}
