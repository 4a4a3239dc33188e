using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Security.Net;

/// <summary>The IPv4 addresses that an embedding IPv6 address may be carried on to.</summary>
internal static class EmbeddedIPv4
{
    // RFC 5214 section 6.1: an interface identifier of 0000:5efe or 0200:5efe, then the IPv4 address, under any prefix.
    private const uint Isatap = 0x0000_5EFE;
    private const uint UniversalBit = 0x0200_0000;

    /// <summary>Whether a router of that site would tunnel to the IPv4 address at the end; a form that no row of prefixes can say.</summary>
    public static bool IsIsatap(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && ((uint)(AddressRange.Bits(address) >> 32) & ~UniversalBit) == Isatap;

    /// <summary>Every reading of <paramref name="bytes"/>, an address whose row says that it embeds IPv4.</summary>
    /// <remarks>Read at each place a gateway might read it; a reading that is meant by nobody costs at most one refusal.</remarks>
    public static IPAddress[] In(byte[] bytes) =>
        [
            new(bytes.AsSpan(12, 4)), // mapped, compatible, translated, ISATAP, NAT64 with a /96 prefix
            new([bytes[6], bytes[7], bytes[9], bytes[10]]), // NAT64 with a /48 prefix, RFC 6052 section 2.2
            new(bytes.AsSpan(2, 4)), // 6to4, RFC 3056 section 2
            new(bytes.AsSpan(4, 4)), // Teredo server, RFC 4380 section 4
            new([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]), // Teredo client, inverted
        ];
}
