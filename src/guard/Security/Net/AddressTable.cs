using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Security.Net;

/// <summary>The only address table of the product, most specific row first.</summary>
/// <remarks>
/// Kept against the IANA special-purpose registries (RFC 6890, updated by RFC 8190). The rows for whole families close the
/// table, so every address has exactly one first match.
/// </remarks>
public static class AddressTable
{
    /// <summary>Every row, longest prefix first; the first row that contains an address decides.</summary>
    public static IReadOnlyList<AddressRange> Ranges { get; } = [.. Rows().OrderByDescending(row => row.Network.PrefixLength)];

    private static readonly AddressRange[] V4 =
    [
        .. Ranges.Where(row => row.Network.BaseAddress.AddressFamily == AddressFamily.InterNetwork),
    ];

    private static readonly AddressRange[] V6 = [.. Ranges.Except(V4)];

    /// <summary>The rows that can mean an address of this family, in the order of <see cref="Ranges"/>.</summary>
    internal static ReadOnlySpan<AddressRange> Of(AddressFamily family) => family == AddressFamily.InterNetwork ? V4 : V6;

    private static AddressRange[] Rows() => [.. MetadataRows(), .. IPv4Rows(), .. IPv6Rows(), .. EmbeddingRows()];

    private static AddressRange[] MetadataRows() =>
        [
            Row("169.254.169.254/32", AddressClass.Metadata, "AWS, GCP, Azure, OpenStack and others: instance metadata"),
            Row("169.254.170.2/32", AddressClass.Metadata, "AWS ECS: task credentials"),
            Row("169.254.170.23/32", AddressClass.Metadata, "AWS EKS: pod identity credentials"),
            Row("169.254.0.23/32", AddressClass.Metadata, "Tencent Cloud: instance metadata"),
            Row("169.254.42.42/32", AddressClass.Metadata, "Scaleway: instance metadata"),
            Row("100.100.100.200/32", AddressClass.Metadata, "Alibaba Cloud: instance metadata"),
            Row("192.0.0.192/32", AddressClass.Metadata, "Oracle Cloud classic: instance metadata"),
            Row("168.63.129.16/32", AddressClass.Metadata, "Azure: WireServer"),
            Row("fd00:ec2::254/128", AddressClass.Metadata, "AWS: instance metadata over IPv6"),
            Row("fd00:ec2::23/128", AddressClass.Metadata, "AWS EKS: pod identity credentials over IPv6"),
            Row("fd20:ce::254/128", AddressClass.Metadata, "GCP: instance metadata over IPv6"),
            Row("fd00:42::42/128", AddressClass.Metadata, "Scaleway: instance metadata over IPv6"),
            Row("fd00:c1::a9fe:a9fe/128", AddressClass.Metadata, "Oracle Cloud: instance metadata over IPv6"),
            Row("fe80::a9fe:a9fe/128", AddressClass.Metadata, "OpenStack: instance metadata over IPv6"),
        ];

    private static AddressRange[] IPv4Rows() =>
        [
            Row("0.0.0.0/0", AddressClass.Public, "RFC 791: what no other row names"),
            Row("0.0.0.0/32", AddressClass.Unspecified, "RFC 1122 section 3.2.1.3"),
            Row("0.0.0.0/8", AddressClass.ThisNetwork, "RFC 791 section 3.2"),
            Row("10.0.0.0/8", AddressClass.Private, "RFC 1918"),
            Row("100.64.0.0/10", AddressClass.CarrierNat, "RFC 6598"),
            Row("127.0.0.0/8", AddressClass.Loopback, "RFC 1122 section 3.2.1.3"),
            Row("169.254.0.0/16", AddressClass.LinkLocal, "RFC 3927"),
            Row("172.16.0.0/12", AddressClass.Private, "RFC 1918"),
            Row("192.0.0.0/24", AddressClass.IetfProtocol, "RFC 6890 section 2.1"),
            Row("192.0.2.0/24", AddressClass.Documentation, "RFC 5737: TEST-NET-1"),
            Row("192.31.196.0/24", AddressClass.IetfProtocol, "RFC 7535: AS112, a sink for queries about private names"),
            Row("192.52.193.0/24", AddressClass.IetfProtocol, "RFC 7450: AMT relays"),
            Row("192.88.99.0/24", AddressClass.RelayAnycast, "RFC 7526, withdrawing RFC 3068"),
            Row("192.168.0.0/16", AddressClass.Private, "RFC 1918"),
            Row("192.175.48.0/24", AddressClass.IetfProtocol, "RFC 7534: AS112, a sink for queries about private addresses"),
            Row("198.18.0.0/15", AddressClass.Benchmark, "RFC 2544"),
            Row("198.51.100.0/24", AddressClass.Documentation, "RFC 5737: TEST-NET-2"),
            Row("203.0.113.0/24", AddressClass.Documentation, "RFC 5737: TEST-NET-3"),
            Row("224.0.0.0/4", AddressClass.Multicast, "RFC 5771"),
            Row("240.0.0.0/4", AddressClass.Reserved, "RFC 1112 section 4"),
            Row("255.255.255.255/32", AddressClass.Broadcast, "RFC 919 section 7"),
        ];

    private static AddressRange[] IPv6Rows() =>
        [
            Row("::/0", AddressClass.Reserved, "RFC 4291 section 2.4: outside 2000::/3 nothing is assigned as global unicast"),
            Row("2000::/3", AddressClass.Public, "RFC 4291 section 2.4, RFC 3587"),
            Row("::/128", AddressClass.Unspecified, "RFC 4291 section 2.5.2"),
            Row("::1/128", AddressClass.Loopback, "RFC 4291 section 2.5.3"),
            Row("100::/64", AddressClass.DiscardOnly, "RFC 6666"),
            Row("100:0:0:1::/64", AddressClass.Reserved, "RFC 9780: dummy prefix"),
            Row("2001::/23", AddressClass.IetfProtocol, "RFC 2928"),
            Row("2001:1::1/128", AddressClass.IetfProtocol, "RFC 7723: anycast of port control"),
            Row("2001:1::2/128", AddressClass.IetfProtocol, "RFC 8155: anycast of TURN"),
            Row("2001:1::3/128", AddressClass.IetfProtocol, "RFC 9665: anycast of service registration"),
            Row("2001:2::/48", AddressClass.Benchmark, "RFC 5180"),
            Row("2001:3::/32", AddressClass.IetfProtocol, "RFC 7450: AMT relays"),
            Row("2001:4:112::/48", AddressClass.IetfProtocol, "RFC 7535: AS112"),
            Row("2001:10::/28", AddressClass.Orchid, "RFC 4843"),
            Row("2001:20::/28", AddressClass.Orchid, "RFC 7343"),
            Row("2001:30::/28", AddressClass.IetfProtocol, "RFC 9374: identities of drones"),
            Row("2001:db8::/32", AddressClass.Documentation, "RFC 3849"),
            Row("2620:4f:8000::/48", AddressClass.IetfProtocol, "RFC 7534: AS112"),
            Row("3fff::/20", AddressClass.Documentation, "RFC 9637"),
            Row("5f00::/16", AddressClass.SegmentRouting, "RFC 9602"),
            Row("fc00::/7", AddressClass.UniqueLocal, "RFC 4193"),
            Row("fe80::/10", AddressClass.LinkLocal, "RFC 4291 section 2.5.6"),
            Row("fec0::/10", AddressClass.SiteLocal, "RFC 3879"),
            Row("ff00::/8", AddressClass.Multicast, "RFC 4291 section 2.7"),
        ];

    private static AddressRange[] EmbeddingRows() =>
        [
            Row("::/96", AddressClass.EmbedsIPv4, "RFC 4291 section 2.5.5.1: IPv4-compatible"),
            Row("::ffff:0:0/96", AddressClass.EmbedsIPv4, "RFC 4291 section 2.5.5.2: IPv4-mapped"),
            Row("::ffff:0:0:0/96", AddressClass.EmbedsIPv4, "RFC 2765 section 2.1: IPv4-translated"),
            Row("64:ff9b::/96", AddressClass.EmbedsIPv4, "RFC 6052: NAT64"),
            Row("64:ff9b:1::/48", AddressClass.EmbedsIPv4, "RFC 8215: local-use NAT64"),
            Row("2001::/32", AddressClass.EmbedsIPv4, "RFC 4380: Teredo"),
            Row("2002::/16", AddressClass.EmbedsIPv4, "RFC 3056: 6to4"),
        ];

    private static AddressRange Row(string network, AddressClass kind, string source) => new(IPNetwork.Parse(network), kind, source);
}
