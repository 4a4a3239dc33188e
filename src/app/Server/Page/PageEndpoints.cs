using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Page;

/// <summary>The page: three files without any data in them.</summary>
internal static class PageEndpoints
{
    private static readonly string[] Reads = ["GET", "HEAD"];

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        app.MapMethods(PageFile.Shell.Route, Reads, Shell).WithFacts(Facts("The page's shell"));
        app.MapMethods(PageFile.Style.Route, Reads, Style).WithFacts(Facts("The page's style"));
        app.MapMethods(PageFile.Script.Route, Reads, Script).WithFacts(Facts("The page's program"));
    }

    private static RouteFacts Facts(string purpose) => new(purpose) { Auth = RouteAuth.Public, Listeners = Listeners.Gateway };

    private static FileContentHttpResult Shell(HttpContext context) => Send(context, PageFile.Shell);

    private static FileContentHttpResult Style(HttpContext context) => Send(context, PageFile.Style);

    private static FileContentHttpResult Script(HttpContext context) => Send(context, PageFile.Script);

    private static FileContentHttpResult Send(HttpContext context, PageFile file)
    {
        // A new server brings a new page; a stale one would talk to it in an old tongue.
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(file.Bytes, file.ContentType);
    }
}
