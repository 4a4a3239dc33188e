using System.Net;
using Gatehouse.Security.Net;
using Gatehouse.Server.Configuration;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>
/// Believes the forwarding headers of the owner's own proxies and of nobody else. From anyone else they are a client's free text and
/// change nothing.
/// </summary>
internal sealed class TrustedProxies(GatewaySettings settings, OwnAddresses addresses)
{
    private const string For = "X-Forwarded-For";
    private const string Proto = "X-Forwarded-Proto";
    private const string Host = "X-Forwarded-Host";

    private readonly IReadOnlyList<AddressRange> _listed = settings.TrustedProxies;

    /// <summary>Puts the client in the place of the proxy: its address, and the name that it asked for.</summary>
    /// <returns>Why the request is not taken; null when it is, or when it came straight.</returns>
    public string? Refuse(HttpContext context)
    {
        var (headers, peer) = (context.Request.Headers, Plain(context.Connection.RemoteIpAddress));
        if (peer is null || !IsListed(peer) || !(headers.ContainsKey(For) || headers.ContainsKey(Proto) || headers.ContainsKey(Host)))
        {
            return null;
        }

        var (proto, host) = (headers[Proto], headers[Host]);
        if (proto.Count > 0 && !(proto.Count == 1 && proto[0] == settings.PublicUrl!.Origin.Split(':')[0]))
        {
            return $"The proxy's {Proto} is not the scheme of GATEWAY_PUBLIC_URL.";
        }

        // A page may send forwarding headers to itself: its own name, if it is not ours, must show.
        var named = context.Request.Host.Value;
        if (host.Count > 0 && !addresses.IsPublicHost(named) && !addresses.IsOwnHost(named, context.Connection.LocalPort))
        {
            return "The proxy's Host is neither that of GATEWAY_PUBLIC_URL nor an address of this gateway.";
        }

        var asked =
            host.Count == 0 ? context.Request.Host.Value
            : host.Count == 1 ? host[0]
            : null;
        if (!addresses.IsPublicHost(asked))
        {
            return $"The proxy passes on another name than that of GATEWAY_PUBLIC_URL, in {(host.Count == 0 ? "Host" : Host)}.";
        }

        context.Request.Host = new HostString(asked!);
        context.Connection.RemoteIpAddress = Client(headers[For].ToString(), peer);
        return null;
    }

    // Each proxy appends whom it heard from, so the right end is true as far as the listed ones reach. What is left of that is hearsay.
    private IPAddress Client(string forwarded, IPAddress peer)
    {
        var client = peer;
        foreach (var hop in forwarded.Split(',', StringSplitOptions.TrimEntries).Reverse())
        {
            if (!IsListed(client) || !IPAddress.TryParse(hop, out var before) || before.ToString() != hop)
            {
                break;
            }

            client = Plain(before)!;
        }

        return client;
    }

    private bool IsListed(IPAddress address) => _listed.Any(range => range.Contains(address));

    // A socket that listens on both families shows IPv4 peers in IPv6 clothes.
    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
