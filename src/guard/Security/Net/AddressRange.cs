using System.Net;

namespace Gatehouse.Security.Net;

/// <summary>One row of the address table: a network, its class, and the document that says so.</summary>
public sealed record AddressRange(IPNetwork Network, AddressClass Class, string Source)
{
    /// <summary>Whether the row means <paramref name="address"/>, bit by bit; an IPv4 row never means an IPv6 address.</summary>
    /// <remarks>
    /// Not <see cref="IPNetwork.Contains"/>: it unwraps IPv4-mapped addresses first, finds <c>::ffff:8.8.8.8</c> in
    /// <c>0.0.0.0/0</c> and in <c>2000::/3</c>, and both rows say public.
    /// </remarks>
    public bool Contains(IPAddress address)
    {
        var (own, other) = (Network.BaseAddress.GetAddressBytes(), address.GetAddressBytes());
        var (whole, rest) = (Network.PrefixLength / 8, Network.PrefixLength % 8);
        return own.Length == other.Length
            && own.AsSpan(0, whole).SequenceEqual(other.AsSpan(0, whole))
            && (rest == 0 || (own[whole] ^ other[whole]) >> (8 - rest) == 0);
    }
}
