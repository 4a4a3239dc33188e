using System.Net;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Server.Configuration;

/// <summary>The gateway's listener.</summary>
/// <param name="Port">0 takes a free port, for a throw-away server.</param>
/// <param name="AuthToken">The configured bearer token; null makes a random one at start.</param>
/// <param name="PublicUrl">Where the owner reaches the gateway through a proxy of his own; its origin becomes ours too.</param>
internal sealed record GatewaySettings(IPAddress Host, int Port, string? AuthToken, RequestTarget? PublicUrl)
{
    // A record prints its members; the token is none of those that print.
    public override string ToString() => $"{Host}:{Port}";
}
