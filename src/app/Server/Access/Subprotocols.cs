using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gatehouse.Server.Access;

/// <summary>What a client offers as WebSocket subprotocols: ours, and beside it the page key, the one secret that a page can send with an upgrade.</summary>
internal static class Subprotocols
{
    /// <summary>The only one that is ever accepted, and so the only one that is ever echoed.</summary>
    public const string Name = "gatehouse";

    private const string KeyPrefix = "k.";

    /// <summary>Page keys among the offers, in their order.</summary>
    public static StringValues PageKeys(HttpRequest request) =>
        Offered(request)
            .Where(offer => offer.StartsWith(KeyPrefix, StringComparison.Ordinal))
            .Select(offer => offer[KeyPrefix.Length..])
            .ToArray();

    /// <summary>The one to accept; null when the client did not offer it.</summary>
    public static string? Accepted(HttpRequest request) => Offered(request).Contains(Name) ? Name : null;

    private static string[] Offered(HttpRequest request) =>
        request.Headers.SecWebSocketProtocol.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
