using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>Set on each connection by the listener that accepted it.</summary>
internal sealed record ListenerMark(Listeners Listener)
{
    /// <summary>The listener of a request; none when nobody marked the connection, which then reaches no route.</summary>
    public static Listeners Of(HttpContext context) => context.Features.Get<ListenerMark>()?.Listener ?? Listeners.None;
}
