using Gatehouse.Contracts.Surface;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Listening;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Surface;

/// <summary>The surface as it is enforced: the facts of listeners and routes, and the Gate's scopes.</summary>
internal static class SurfaceFacts
{
    private static readonly ListenerFacts[] Listening = [GatewayListener.Facts, ControlListener.Facts, RuntimeListener.Facts];

    /// <summary>Endpoints that do not say what they are. They answer 404, and the surface document cannot be true while there is one.</summary>
    public static IReadOnlyList<string> Undeclared(IEnumerable<Endpoint> endpoints) =>
        [
            .. endpoints
                .Where(endpoint => string.IsNullOrWhiteSpace(FactsOf(endpoint)?.Purpose))
                .Select(endpoint => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint.DisplayName ?? "?"),
        ];

    /// <param name="addresses">Where a listener is at this moment.</param>
    public static SurfaceView Of(IEnumerable<Endpoint> endpoints, Func<ListenerFacts, IReadOnlyList<string>> addresses) =>
        new(
            [
                .. Listening.Select(one => new ListenerView(
                    one.Name,
                    one.Bind,
                    addresses(one),
                    one.Settings,
                    one.Auth,
                    one.Limits,
                    one.Purpose
                )),
            ],
            [
                .. endpoints
                    .OfType<RouteEndpoint>()
                    .OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal)
                    .Select(route => (Route: route, Facts: FactsOf(route)))
                    .Where(route => route.Facts is not null)
                    .Select(route => View(route.Route, route.Facts!)),
            ],
            [.. Outgoing()]
        );

    private static RouteView View(RouteEndpoint route, RouteFacts facts) =>
        new(
            route.RoutePattern.RawText!,
            route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"],
            (facts.Auth == RouteAuth.Public ? "public" : "owner")
                + (facts.Scope is { } scope ? $", or a token with the scope `{scope.Wire()}`" : "")
                + (facts.QueryToken ? ", also `?token=`" : ""),
            facts.RateLimit is { } name ? RateLimits.Describe(name) : "",
            facts.MaxBodyBytes,
            [.. Listening.Where(one => one.Listener != Listeners.None && facts.Listeners.HasFlag(one.Listener)).Select(one => one.Name)],
            facts.Purpose
        );

    private static IEnumerable<OutgoingView> Outgoing()
    {
        var web = $"{SurfaceDocument.Size(EgressScope.WebResponseBytes)} answer, {EgressScope.WebTimeout.TotalSeconds:0} s";
        yield return new OutgoingView(
            EffectCallers.Model,
            "the model server in `LLM_BASE_URL` and no other; private addresses too, metadata addresses never",
            ["POST"],
            $"{SurfaceDocument.Size(EgressScope.ModelResponseBytes)} answer, `LLM_REQUEST_TIMEOUT_SECS` between two reads"
        );
        yield return new OutgoingView(EffectCallers.WebFetch, "public hosts, as the policy allows or the owner approves", ["GET"], web);
        yield return new OutgoingView(
            EffectCallers.Http,
            "public hosts over HTTPS, each request approved by the owner or covered by a grant",
            [.. Enum.GetValues<WebMethod>().Select(method => method.Wire())],
            web
        );
    }

    private static RouteFacts? FactsOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<RouteFacts>();
}
