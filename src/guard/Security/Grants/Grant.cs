using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Grants;

/// <summary>The owner's approval given ahead: requests of one method to one host under one path. Revocable.</summary>
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
    /// <summary>Whether it covers the request at <paramref name="now"/>. HTTPS only: plain HTTP has no host identity to grant to.</summary>
    public bool Covers(HttpRequest request, DateTimeOffset now) =>
        request.Target.Scheme == WebScheme.Https
        && request.Target.Port == Port
        && request.Method == Method
        && Host.Matches(request.Target.Host)
        && Path.Matches(request.Target)
        && (Expires is null || now < Expires);
}
