using System.Collections.Frozen;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Grants;

/// <summary>The owner's approval given ahead: requests of one method to one host and one path, with any query and body. Revocable.</summary>
/// <param name="Path">To the letter: what lies below is another matter, and another question.</param>
public sealed record Grant(
    string Id,
    HostPattern Host,
    int Port,
    WebMethod Method,
    PathPrefix Path,
    DateTimeOffset Since,
    DateTimeOffset? Expires
)
{
    // Anything else asks again: `X-HTTP-Method-Override` or `X-Original-URL` would make another request of the one that was granted.
    private static readonly FrozenSet<string> Harmless = new[]
    {
        "accept",
        "accept-language",
        "content-type",
        "content-language",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "user-agent",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it covers the request at <paramref name="now"/>. HTTPS only: plain HTTP has no host identity to grant to.</summary>
    public bool Covers(HttpRequest request, DateTimeOffset now) =>
        request.Target.Scheme == WebScheme.Https
        && request.Target.Port == Port
        && request.Method == Method
        && Host.Matches(request.Target.Host)
        && Path.Value == request.Target.Path
        && request.Headers.All(header => Harmless.Contains(header.Name))
        && (Expires is null || now < Expires);
}
