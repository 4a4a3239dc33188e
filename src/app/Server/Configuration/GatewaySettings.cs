using System.Net;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Net;

namespace Gatehouse.Server.Configuration;

/// <summary>The gateway's listener.</summary>
/// <param name="Port">0 takes a free port, for a throw-away server.</param>
/// <param name="AuthToken">The configured bearer token; null makes a random one at start.</param>
/// <param name="PublicUrl">Where the owner reaches the gateway through a proxy of his own; its origin becomes ours too.</param>
/// <param name="Tls">Null for plain HTTP.</param>
internal sealed record GatewaySettings(IPAddress Host, int Port, string? AuthToken, RequestTarget? PublicUrl, TlsSettings? Tls = null)
{
    /// <summary>Whose <c>X-Forwarded-*</c> headers are believed. Empty unless <see cref="PublicUrl"/> is set.</summary>
    public IReadOnlyList<AddressRange> TrustedProxies { get; init; } = [];

    /// <summary>What the listener itself speaks.</summary>
    public string Scheme => Tls is null ? "http" : "https";

    // A record prints its members; the token is none of those that print.
    public override string ToString() => $"{Host}:{Port}";
}
