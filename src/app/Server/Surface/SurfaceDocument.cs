using System.Globalization;
using System.Text;
using Gatehouse.Contracts.Surface;

namespace Gatehouse.Server.Surface;

/// <summary>Writes <c>docs/network-surface.md</c>.</summary>
internal static class SurfaceDocument
{
    private static readonly string[] ListenerHeads = ["listener", "bind", "setting", "who may call", "limits", "purpose"];
    private static readonly string[] RouteHeads = ["route", "method", "auth", "rate limit", "body", "listener", "purpose"];
    private static readonly string[] OutgoingHeads = ["caller", "where to", "methods", "limits per request"];

    /// <summary>Leaves out what differs from one running server to the next: the addresses of this moment.</summary>
    public static string Render(SurfaceView surface)
    {
        var text = new StringBuilder("# Network surface\n\n");
        text.Append("Written from the program's own facts by a test; change those, then run it with `GATEHOUSE_WRITE_DOCS=1`. ");
        text.Append("`gatehouse surfaces` prints the same from the running server, with the addresses of that moment.\n\n");
        text.Append("## Listeners\n\nThese and no others.\n\n");
        Table(
            text,
            ListenerHeads,
            surface.Listeners.Select(one => new[] { one.Name, one.Bind, Codes(one.Settings), one.Auth, one.Limits, one.Purpose })
        );
        text.Append(
            "\n## Routes\n\nA route without declared facts answers 404. `/api` and `/v1` without a credential answer 401, whatever "
                + "is there. A token with a scope opens the routes that name it and gets 403 from all others.\n\n"
        );
        Table(text, RouteHeads, surface.Routes.Select(Row));
        text.Append(
            "\n## Outgoing connections\n\nEvery one is dialled by `src/guard/Egress`, for an effect that the Gate let through, to the one "
        );
        text.Append(
            "address of that effect. Each address that a name resolves to is judged again when it is dialled; no proxy is used and no "
        );
        text.Append("redirect followed. Names are resolved by the system. Nothing else goes out: no telemetry, no update check.\n\n");
        Table(
            text,
            OutgoingHeads,
            surface.Outgoing.Select(one => new[] { $"`{one.Caller}`", one.To, string.Join(", ", one.Methods), one.Limits })
        );
        return text.ToString();
    }

    /// <summary>Sizes as the documents write them.</summary>
    public static string Size(long bytes) =>
        bytes % (1024 * 1024) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} KB");

    private static string[] Row(RouteView route) =>
        [
            $"`{route.Route}`",
            string.Join(", ", route.Methods),
            route.Auth,
            route.RateLimit,
            route.MaxBodyBytes > 0 ? $"JSON, {Size(route.MaxBodyBytes)}" : "none",
            string.Join(", ", route.Listeners),
            route.Purpose,
        ];

    private static string Codes(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

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
}
