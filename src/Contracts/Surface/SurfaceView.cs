namespace Gatehouse.Contracts.Surface;

/// <summary>Every way into and out of the running server. Texts are Markdown.</summary>
public sealed record SurfaceView(
    IReadOnlyList<ListenerView> Listeners,
    IReadOnlyList<RouteView> Routes,
    IReadOnlyList<OutgoingView> Outgoing
);
