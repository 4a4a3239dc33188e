namespace Gatehouse.Security.Net;

/// <summary>Wire names of address classes: stable, in what the product prints for programs.</summary>
public static class AddressClassNames
{
    public static string Wire(this AddressClass kind) =>
        kind switch
        {
            AddressClass.Public => "public",
            AddressClass.Unspecified => "unspecified",
            AddressClass.ThisNetwork => "this_network",
            AddressClass.Loopback => "loopback",
            AddressClass.Private => "private",
            AddressClass.LinkLocal => "link_local",
            AddressClass.CarrierNat => "carrier_nat",
            AddressClass.Documentation => "documentation",
            AddressClass.Benchmark => "benchmark",
            AddressClass.Multicast => "multicast",
            AddressClass.Broadcast => "broadcast",
            AddressClass.IetfProtocol => "ietf_protocol",
            AddressClass.RelayAnycast => "relay_anycast",
            AddressClass.UniqueLocal => "unique_local",
            AddressClass.SiteLocal => "site_local",
            AddressClass.DiscardOnly => "discard_only",
            AddressClass.EmbedsIPv4 => "embeds_ipv4",
            AddressClass.Orchid => "orchid",
            AddressClass.SegmentRouting => "segment_routing",
            AddressClass.Metadata => "metadata",
            _ => "reserved",
        };
}
