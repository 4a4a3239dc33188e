using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Security.Net;

/// <summary>One row of the address table: a network, its class, and the document that says so.</summary>
public sealed record AddressRange(IPNetwork Network, AddressClass Class, string Source)
{
    private readonly UInt128 _prefix = Bits(Network.BaseAddress);
    private readonly UInt128 _mask = Mask(Network);

    /// <summary>Whether the row means <paramref name="address"/>, bit by bit; an IPv4 row never means an IPv6 address.</summary>
    /// <remarks>
    /// Not <see cref="IPNetwork.Contains"/>: it unwraps IPv4-mapped addresses first, finds <c>::ffff:8.8.8.8</c> in
    /// <c>0.0.0.0/0</c> and in <c>2000::/3</c>, and both rows say public.
    /// </remarks>
    public bool Contains(IPAddress address) => address.AddressFamily == Network.BaseAddress.AddressFamily && Contains(Bits(address));

    /// <param name="bits">Of an address of the row's own family.</param>
    internal bool Contains(UInt128 bits) => ((bits ^ _prefix) & _mask) == 0;

    internal static UInt128 Bits(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && length == 16
            ? BinaryPrimitives.ReadUInt128BigEndian(bytes)
            : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    // The bits of the prefix, 32 or 128 wide; shifting by 128 would shift by nothing.
    private static UInt128 Mask(IPNetwork network)
    {
        var shift = Width(network.BaseAddress.AddressFamily) - network.PrefixLength;
        return shift == 128 ? 0 : UInt128.MaxValue << shift;
    }

    private static int Width(AddressFamily family) => family == AddressFamily.InterNetworkV6 ? 128 : 32;
}
