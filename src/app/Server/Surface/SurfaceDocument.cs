using System.Globalization;
using System.Text;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Gatehouse.Server.Listening;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Surface;

/// <summary>Writes <c>docs/network-surface.md</c> from what is enforced: the facts of listeners and routes, and the Gate's scopes.</summary>
internal static class SurfaceDocument
{
    private static readonly ListenerFacts[] All = [GatewayListener.Facts, ControlListener.Facts];

    private static readonly string[] ListenerHeads = ["listener", "bind", "setting", "who may call", "limits", "purpose"];
    private static readonly string[] RouteHeads = ["route", "method", "auth", "rate limit", "body", "listener", "purpose"];
    private static readonly string[] OutgoingHeads = ["caller", "where to", "methods", "limits per request"];

    /// <summary>Endpoints that do not say what they are. They answer 404, and the surface document cannot be true while there is one.</summary>
    public static IReadOnlyList<string> Undeclared(IEnumerable<Endpoint> endpoints) =>
        [
            .. endpoints
                .Where(endpoint => string.IsNullOrWhiteSpace(endpoint.Metadata.GetMetadata<RouteFacts>()?.Purpose))
                .Select(endpoint => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint.DisplayName ?? "?"),
        ];

    public static string Render(IEnumerable<Endpoint> endpoints)
    {
        var text = new StringBuilder("# Network surface\n\n");
        text.Append("Written from the program's own facts by a test; change those, then run it with `GATEHOUSE_WRITE_DOCS=1`.\n\n");
        text.Append("## Listeners\n\nThese and no others.\n\n");
        Table(text, ListenerHeads, All.Select(one => new[] { one.Name, one.Bind, one.Setting, one.Auth, one.Limits, one.Purpose }));
        text.Append(
            "\n## Routes\n\nA route without declared facts answers 404. `/api` without a credential answers 401, whatever is there.\n\n"
        );
        Table(
            text,
            RouteHeads,
            endpoints.OfType<RouteEndpoint>().OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal).Select(Row)
        );
        text.Append(
            "\n## Outgoing connections\n\nEvery one is dialled by `src/guard/Egress`, for an effect that the Gate let through, to the one "
        );
        text.Append(
            "address of that effect. Each address that a name resolves to is judged again when it is dialled; no proxy is used and no "
        );
        text.Append("redirect followed. Names are resolved by the system. Nothing else goes out: no telemetry, no update check.\n\n");
        Table(text, OutgoingHeads, Outgoing());
        return text.ToString();
    }

    private static string[] Row(RouteEndpoint route)
    {
        var facts =
            route.Metadata.GetMetadata<RouteFacts>() ?? throw new InvalidOperationException($"{route.RoutePattern.RawText} has no facts");
        var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"];
        return
        [
            $"`{route.RoutePattern.RawText}`",
            string.Join(", ", methods),
            (facts.Auth == RouteAuth.Public ? "public" : "owner") + (facts.QueryToken ? ", also `?token=`" : ""),
            facts.RateLimit is { } name ? RateLimits.Describe(name) : "",
            facts.MaxBodyBytes > 0 ? $"JSON, {Size(facts.MaxBodyBytes)}" : "none",
            string.Join(", ", All.Where(one => facts.Listeners.HasFlag(one.Listener)).Select(one => one.Name)),
            facts.Purpose,
        ];
    }

    private static IEnumerable<string[]> Outgoing()
    {
        var web = $"{Size(EgressScope.WebResponseBytes)} answer, {EgressScope.WebTimeout.TotalSeconds:0} s";
        yield return
        [
            $"`{EffectCallers.Model}`",
            "the model server in `LLM_BASE_URL` and no other; private addresses too, metadata addresses never",
            "POST",
            $"{Size(EgressScope.ModelResponseBytes)} answer, `LLM_REQUEST_TIMEOUT_SECS` between two reads",
        ];
        yield return [$"`{EffectCallers.WebFetch}`", "public hosts, as the policy allows or the owner approves", "GET", web];
        yield return
        [
            $"`{EffectCallers.Http}`",
            "public hosts over HTTPS, each request approved by the owner or covered by a grant",
            string.Join(", ", Enum.GetValues<WebMethod>().Select(method => method.Wire())),
            web,
        ];
    }

    private static void Table(StringBuilder text, string[] heads, IEnumerable<string[]> rows)
    {
        Row(text, heads);
        Row(text, [.. heads.Select(_ => "---")]);
        foreach (var row in rows)
        {
            Row(text, row);
        }
    }

    private static void Row(StringBuilder text, string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    internal static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MB");
}
