using System.Collections.Frozen;
using System.Globalization;
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
    private const int HttpsPort = 443;

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

    /// <summary>What it allows, to the letter: the sentence of the button, the list and the ledger.</summary>
    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Method.Wire()} https://{Host}{(Port == HttpsPort ? "" : $":{Port}")}{Path} ({(HttpRequest.CarriesBody(Method) ? "any query and body" : "any query")})"
        );

    /// <summary>
    /// The grant that "always" on this effect's card writes: this host, port, method and path. Null when "always" is not offered: the
    /// effect is no request over HTTPS, or a part of it is not on the card, and what was not seen is no example of what is allowed.
    /// </summary>
    /// <param name="expires">The first moment at which it covers nothing more; null has no end.</param>
    public static Grant? For(Effect effect, string id, DateTimeOffset since, DateTimeOffset? expires) =>
        effect is HttpRequest { Target.Scheme: WebScheme.Https } request
        && PathPrefix.TryParse(request.Target.Path, out var path, out _)
        && !EffectPreview.Of(effect).Any(field => field.Omitted)
            ? new Grant(id, HostPattern.Exactly(request.Target.Host), request.Target.Port, request.Method, path, since, expires)
            : null;

    /// <summary>Whether it covers the request at <paramref name="now"/>. HTTPS only: plain HTTP has no host identity to grant to.</summary>
    public bool Covers(HttpRequest request, DateTimeOffset now) =>
        request.Target.Scheme == WebScheme.Https
        && request.Target.Port == Port
        && request.Method == Method
        && Host.Matches(request.Target.Host)
        && Path.Value == request.Target.Path
        && request.Headers.All(header => Harmless.Contains(header.Name))
        && !IsExpired(now);

    /// <summary>Whether its time is over at <paramref name="now"/>.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= Expires;
}
