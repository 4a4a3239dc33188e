using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>Whether a request may come from the page that it comes from.</summary>
internal sealed class OriginRules(OwnAddresses addresses)
{
    /// <summary>Why not, for the owner to read; null when it may.</summary>
    /// <param name="upgrade">Browsers let any page open a WebSocket anywhere, so there nobody may leave the Origin out.</param>
    public string? Refuse(HttpRequest request, Credential credential, bool upgrade)
    {
        var origins = request.Headers.Origin;
        if (origins.Count > 1)
        {
            return "The request names more than one origin.";
        }

        var origin = origins.Count == 1 ? origins[0] ?? "" : null;
        if (upgrade && origin is null)
        {
            return "A WebSocket needs an Origin header: programs send http://localhost.";
        }

        return credential switch
        {
            Credential.Session => RefuseSession(request, origin),
            Credential.Token or Credential.Scoped => origin is null || LocalOrigin.IsLocal(origin)
                ? null
                : "With a token only pages of this machine may call: localhost, 127.0.0.1 or [::1].",
            // The login trade: it needs no cookie, and still no foreign page has any business with it.
            Credential.None or Credential.Wrong => IsUnsafe(request) && origin is not null && !IsOwn(request, origin)
                ? "Only the gateway's own page may sign in."
                : null,
            _ => null,
        };
    }

    private string? RefuseSession(HttpRequest request, string? origin)
    {
        var sites = request.Headers["Sec-Fetch-Site"];
        return sites.Count > 0 && sites != "same-origin" ? "A browser session is good only for the gateway's own page."
            : origin is null
                ? IsUnsafe(request) ? "A browser session needs an Origin header to change anything."
                    : null
            : IsOwn(request, origin) ? null
            : "A browser session is good only for the gateway's own page, with its exact address.";
    }

    private bool IsOwn(HttpRequest request, string origin) => addresses.IsOwnOrigin(origin, request.Host.Value ?? "");

    private static bool IsUnsafe(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
}
