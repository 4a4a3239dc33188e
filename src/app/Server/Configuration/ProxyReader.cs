using System.Net;
using Gatehouse.Security.Net;

namespace Gatehouse.Server.Configuration;

/// <summary>Reads whose forwarding headers are believed.</summary>
internal static class ProxyReader
{
    /// <summary>Entries of the list: more proxies than anyone puts before one server.</summary>
    private const int MaxEntries = 32;

    private const string Allowed =
        "must list the addresses or networks of your own proxies in their plain form, separated by commas, such as 10.0.0.2, fd00::/64.";

    public static IReadOnlyList<AddressRange> Read(SettingValues values)
    {
        if (values.Text(SettingNames.GatewayTrustedProxies) is not { } text)
        {
            return [];
        }

        var entries = text.Split(',', StringSplitOptions.TrimEntries);
        var ranges = entries.Take(MaxEntries).Select(Parse).ToList();
        if (entries.Length > MaxEntries || ranges.Contains(null))
        {
            values.Refuse(SettingNames.GatewayTrustedProxies, Allowed);
            return [];
        }

        if (ranges.Exists(range => range!.Network.PrefixLength == 0))
        {
            values.Refuse(SettingNames.GatewayTrustedProxies, "would believe everyone: name the proxies themselves.");
        }

        if (values.Text(SettingNames.GatewayPublicUrl) is null)
        {
            values.Refuse(
                SettingNames.GatewayTrustedProxies,
                "needs GATEWAY_PUBLIC_URL, the address under which the proxy serves the page: nothing else is answered through it."
            );
        }

        return [.. ranges.Select(range => range!)];
    }

    private static AddressRange? Parse(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal))
        {
            return IPNetwork.TryParse(text, out var network) && network.ToString() == text ? Range(network) : null;
        }

        return IPAddress.TryParse(text, out var address) && address.ToString() == text
            ? Range(new IPNetwork(address, address.GetAddressBytes().Length * 8))
            : null;
    }

    // A proxy's own address is never an IPv4 one in IPv6 clothes: callers take those off first.
    private static AddressRange? Range(IPNetwork network) =>
        network.BaseAddress.IsIPv4MappedToIPv6
            ? null
            : new AddressRange(network, AddressClassifier.Classify(network.BaseAddress), SettingNames.GatewayTrustedProxies);
}
