using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Gatehouse.Server.Access;

/// <summary>
/// Stands before every handler of every listener. In this order, the first refusal is the answer:
/// <list type="number">
/// <item>security headers, on every answer that follows</item>
/// <item>the request's form, who it comes from, and Host: is it us that the client means?</item>
/// <item>preflight, which carries no credential by design</item>
/// <item>body cap</item>
/// <item>credential: nothing about the route, not even whether it exists under /api or /v1, is told before</item>
/// <item>Origin</item>
/// <item>content type of a body</item>
/// <item>rate limit</item>
/// </list>
/// </summary>
internal sealed class AccessGuard(
    RequestDelegate next,
    TrustedProxies proxies,
    OwnAddresses addresses,
    CrossOrigin crossOrigin,
    CredentialReader credentials,
    OriginRules origins,
    FailedAttempts failures,
    RateLimits limits
)
{
    private const string Json = "application/json";

    public async Task InvokeAsync(HttpContext context)
    {
        // 1
        SecurityHeaders.AddTo(context.Response);
        var facts = Facts(context);
        if (await RefuseAsync(context, facts))
        {
            return;
        }

        await next(context);
    }

    private async Task<bool> RefuseAsync(HttpContext context, RouteFacts? facts)
    {
        // 2
        if (RequestForm.Refuse(context.Request) is { } malformed)
        {
            // Where the next request begins is what the two of us disagree about.
            context.Response.Headers.Connection = "close";
            return await AnswerAsync(
                ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "Request not understood", malformed)
            );
        }

        var onGateway = ListenerMark.Of(context) == Listeners.Gateway;
        if (onGateway && proxies.Refuse(context) is { } misled)
        {
            return await AnswerAsync(
                ProblemAnswer.WriteAsync(context, StatusCodes.Status421MisdirectedRequest, "Not this server's name", misled)
            );
        }

        if (onGateway && !addresses.IsOwnHost(context.Request.Host.Value, context.Connection.LocalPort))
        {
            return await AnswerAsync(
                ProblemAnswer.WriteAsync(
                    context,
                    StatusCodes.Status421MisdirectedRequest,
                    "Not this server's name",
                    "The Host header is none of this gateway's. Open 127.0.0.1 with its port, or set GATEWAY_PUBLIC_URL to the address you use."
                )
            );
        }

        // 3
        if (onGateway && CrossOrigin.IsPreflight(context.Request))
        {
            crossOrigin.AnswerPreflight(context);
            return true;
        }

        if (onGateway)
        {
            crossOrigin.Grant(context);
        }

        // 4
        if (await RefuseBodyAsync(context, facts))
        {
            return true;
        }

        return await RefuseCallerAsync(context, facts) || await RefuseUseAsync(context, facts!);
    }

    private static async Task<bool> RefuseBodyAsync(HttpContext context, RouteFacts? facts)
    {
        var most = facts is { MaxBodyBytes: > 0 } ? facts.MaxBodyBytes : GatewayLimits.BodyBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // Ours is the count that matters: the web server's includes the framing of chunks.
            feature.MaxRequestBodySize = null;
        }

        if (context.Request.ContentLength > most)
        {
            await ProblemAnswer.TooLargeAsync(context);
            await context.Response.CompleteAsync();
            await Lingering.DrainAsync(context.Request.Body, context.RequestAborted);
            return true;
        }

        // Without a Content-Length the bytes are counted as they are read.
        context.Request.Body = new CappedBody(context.Request.Body, most);

        return false;
    }

    private async Task<bool> RefuseCallerAsync(HttpContext context, RouteFacts? facts)
    {
        // 5
        var credential = credentials.Read(context, facts ?? new RouteFacts("none"));
        var needsOwner = facts is null ? IsHidden(context) : facts.Auth == RouteAuth.Owner;
        if (credential is Credential.Scoped scoped && facts?.Scope != scoped.Scope)
        {
            return await AnswerAsync(ProblemAnswer.OutOfScopeAsync(context, scoped.Scope));
        }

        if (needsOwner && !(credential.IsOwner || credential is Credential.Scoped))
        {
            var wait = TimeSpan.Zero;
            var isTooMany =
                credential is Credential.Wrong && !failures.TryCount(context.Connection.RemoteIpAddress, Route(context), out wait);
            return await AnswerAsync(
                isTooMany && credential is Credential.Wrong { BySession: false }
                    ? ProblemAnswer.TooManyAsync(
                        context,
                        wait,
                        "Too many wrong credentials from this address. Wait, then use the right one."
                    )
                    : ProblemAnswer.UnauthorizedAsync(context)
            );
        }

        if (facts is null)
        {
            return await AnswerAsync(ProblemAnswer.NotFoundAsync(context));
        }

        context.Features.Set(credential);
        if (needsOwner && context.Request.Body is CappedBody body)
        {
            body.StillOpens = () => credentials.StillOpens(credential);
        }

        // 6. A public route ignores what the browser attaches by itself.
        var judged = facts.Auth == RouteAuth.Public ? new Credential.None() : credential;
        if (ListenerMark.Of(context) == Listeners.Gateway && origins.Refuse(context.Request, judged, facts.Upgrade) is { } refusal)
        {
            return await AnswerAsync(ProblemAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, "Origin not allowed", refusal));
        }

        return false;
    }

    private async Task<bool> RefuseUseAsync(HttpContext context, RouteFacts facts)
    {
        // 7
        if (facts.MaxBodyBytes > 0 && !IsJson(context.Request))
        {
            return await AnswerAsync(
                ProblemAnswer.WriteAsync(
                    context,
                    StatusCodes.Status415UnsupportedMediaType,
                    "JSON expected",
                    "Send the body as JSON in UTF-8, not compressed, with Content-Type: application/json."
                )
            );
        }

        if (facts.MaxBodyBytes == 0)
        {
            await SkipBodyAsync(context);
        }
        else
        {
            // One spelling: the framework takes a quoted charset for an unknown one.
            context.Request.ContentType = Json;
        }

        // 8
        if (facts.RateLimit is { } name && !limits.Of(name, context.Features.Get<Credential>()!).TryTake(out var wait))
        {
            return await AnswerAsync(
                ProblemAnswer.TooManyAsync(context, wait, "The limit of this route is reached. Wait a little and send again.")
            );
        }

        return false;
    }

    // A route that is not served on this listener does not exist there.
    private static RouteFacts? Facts(HttpContext context)
    {
        var facts = context.GetEndpoint()?.Metadata.GetMetadata<RouteFacts>();
        return facts is not null && facts.Listeners.HasFlag(ListenerMark.Of(context)) && ListenerMark.Of(context) != Listeners.None
            ? facts
            : null;
    }

    // Below these not even whether there is something is told before the credential is seen.
    private static bool IsHidden(HttpContext context) => context.Request.Path.StartsWithSegments("/api") || CompletionFaults.Cover(context);

    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";

    // One encoding and no compression: what was counted is what is parsed.
    private static bool IsJson(HttpRequest request) =>
        request.Headers.ContentEncoding.Count == 0
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    // A body that nobody reads would escape the cap.
    private static async Task SkipBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        }
    }

    private static async Task<bool> AnswerAsync(Task answer)
    {
        await answer;
        return true;
    }
}
