namespace Gatehouse.Security.Net;

/// <summary>What an IP address is for. Only <see cref="Public"/> is reached without a grant; the table gives each row's source.</summary>
public enum AddressClass
{
    /// <summary>Set aside or not assigned; also what an address is when nothing else is known of it.</summary>
    Reserved = 0,

    /// <summary>A globally reachable unicast address.</summary>
    Public,

    /// <summary>The all-zero address: connects to this machine on Linux.</summary>
    Unspecified,

    /// <summary>0.0.0.0/8, "this host on this network".</summary>
    ThisNetwork,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>An RFC 1918 network.</summary>
    Private,

    /// <summary>The local link.</summary>
    LinkLocal,

    /// <summary>Shared space behind a carrier's NAT; also used by overlay networks.</summary>
    CarrierNat,

    /// <summary>Examples in documents.</summary>
    Documentation,

    /// <summary>Benchmark laboratories.</summary>
    Benchmark,

    /// <summary>A group of receivers.</summary>
    Multicast,

    /// <summary>Everybody on the link.</summary>
    Broadcast,

    /// <summary>IETF protocol assignments.</summary>
    IetfProtocol,

    /// <summary>The withdrawn 6to4 relay anycast prefix.</summary>
    RelayAnycast,

    /// <summary>IPv6 unique-local: the private networks of IPv6.</summary>
    UniqueLocal,

    /// <summary>The withdrawn IPv6 site-local prefix, which some stacks still route.</summary>
    SiteLocal,

    /// <summary>Traffic to be dropped.</summary>
    DiscardOnly,

    /// <summary>An IPv6 form with an IPv4 address inside: a gateway would send it on to that address.</summary>
    EmbedsIPv4,

    /// <summary>Hashes of host identities, not places.</summary>
    Orchid,

    /// <summary>Segment identifiers inside a provider's network.</summary>
    SegmentRouting,

    /// <summary>A cloud's metadata service, which hands out credentials. Never reached, never granted.</summary>
    Metadata,
}
