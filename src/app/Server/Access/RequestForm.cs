using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Server.Access;

/// <summary>Forms of a request that a proxy before us may read in another way than we do: request smuggling (RFC 9112 sections 3.2 and 11.2).</summary>
internal static class RequestForm
{
    /// <summary>Where the web server puts a Content-Length that came beside a Transfer-Encoding.</summary>
    private const string SetAside = "X-Content-Length";

    /// <summary>Why it is not taken; null when it is in the one form that everybody reads alike.</summary>
    public static string? Refuse(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is not ['/', ..])
        {
            return "The target of a request must be a path: this is no proxy.";
        }

        var codings = request.Headers.TransferEncoding;
        return codings.Count == 0 ? null
            // RFC 9112 section 6.1: older proxies do not know it and see another end of the request.
            : request.Protocol != HttpProtocol.Http11 ? "A Transfer-Encoding needs HTTP/1.1."
            : codings.Count > 1 || !string.Equals(codings[0], "chunked", StringComparison.OrdinalIgnoreCase)
                ? "Of transfer codings only chunked is understood, once."
            : request.ContentLength is not null || request.Headers.ContainsKey(SetAside)
                ? "A body has a Content-Length or a Transfer-Encoding, never both."
            : null;
    }
}
