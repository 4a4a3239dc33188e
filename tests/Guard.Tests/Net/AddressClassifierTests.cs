using System.Net;
using Gatehouse.Security.Net;

namespace Gatehouse.Guard.Tests.Net;

public sealed class AddressClassifierTests
{
    [Theory]
    [Trait("Row", "I-175")]
    [Trait("Row", "A-014")]
    [Trait("Row", "A-015")]
    [Trait("Row", "A-016")]
    [InlineData("0.0.0.0", AddressClass.Unspecified)]
    [InlineData("0.0.0.1", AddressClass.ThisNetwork)]
    [InlineData("0.255.255.255", AddressClass.ThisNetwork)]
    [InlineData("1.0.0.0", AddressClass.Public)]
    [InlineData("9.255.255.255", AddressClass.Public)]
    [InlineData("10.0.0.0", AddressClass.Private)]
    [InlineData("10.255.255.255", AddressClass.Private)]
    [InlineData("11.0.0.0", AddressClass.Public)]
    [InlineData("100.63.255.255", AddressClass.Public)]
    [InlineData("100.64.0.0", AddressClass.CarrierNat)]
    [InlineData("100.127.255.255", AddressClass.CarrierNat)]
    [InlineData("100.128.0.0", AddressClass.Public)]
    [InlineData("126.255.255.255", AddressClass.Public)]
    [InlineData("127.0.0.0", AddressClass.Loopback)]
    [InlineData("127.255.255.255", AddressClass.Loopback)]
    [InlineData("128.0.0.0", AddressClass.Public)]
    [InlineData("169.253.255.255", AddressClass.Public)]
    [InlineData("169.254.0.0", AddressClass.LinkLocal)]
    [InlineData("169.254.255.255", AddressClass.LinkLocal)]
    [InlineData("169.255.0.0", AddressClass.Public)]
    [InlineData("172.15.255.255", AddressClass.Public)]
    [InlineData("172.16.0.0", AddressClass.Private)]
    [InlineData("172.31.255.255", AddressClass.Private)]
    [InlineData("172.32.0.0", AddressClass.Public)]
    [InlineData("191.255.255.255", AddressClass.Public)]
    [InlineData("192.0.0.0", AddressClass.IetfProtocol)]
    [InlineData("192.0.0.255", AddressClass.IetfProtocol)]
    [InlineData("192.0.0.191", AddressClass.IetfProtocol)]
    [InlineData("192.0.0.193", AddressClass.IetfProtocol)]
    [InlineData("192.0.1.0", AddressClass.Public)]
    [InlineData("192.0.1.255", AddressClass.Public)]
    [InlineData("192.0.2.0", AddressClass.Documentation)]
    [InlineData("192.0.2.255", AddressClass.Documentation)]
    [InlineData("192.0.3.0", AddressClass.Public)]
    [InlineData("192.31.195.255", AddressClass.Public)]
    [InlineData("192.31.196.0", AddressClass.IetfProtocol)] // AS112
    [InlineData("192.31.196.255", AddressClass.IetfProtocol)]
    [InlineData("192.31.197.0", AddressClass.Public)]
    [InlineData("192.52.192.255", AddressClass.Public)]
    [InlineData("192.52.193.0", AddressClass.IetfProtocol)] // AMT
    [InlineData("192.52.193.255", AddressClass.IetfProtocol)]
    [InlineData("192.52.194.0", AddressClass.Public)]
    [InlineData("192.88.98.255", AddressClass.Public)]
    [InlineData("192.88.99.0", AddressClass.RelayAnycast)]
    [InlineData("192.88.99.255", AddressClass.RelayAnycast)]
    [InlineData("192.88.100.0", AddressClass.Public)]
    [InlineData("192.167.255.255", AddressClass.Public)]
    [InlineData("192.168.0.0", AddressClass.Private)]
    [InlineData("192.168.255.255", AddressClass.Private)]
    [InlineData("192.169.0.0", AddressClass.Public)]
    [InlineData("192.175.47.255", AddressClass.Public)]
    [InlineData("192.175.48.0", AddressClass.IetfProtocol)] // AS112
    [InlineData("192.175.48.255", AddressClass.IetfProtocol)]
    [InlineData("192.175.49.0", AddressClass.Public)]
    [InlineData("198.17.255.255", AddressClass.Public)]
    [InlineData("198.18.0.0", AddressClass.Benchmark)]
    [InlineData("198.19.255.255", AddressClass.Benchmark)]
    [InlineData("198.20.0.0", AddressClass.Public)]
    [InlineData("198.51.99.255", AddressClass.Public)]
    [InlineData("198.51.100.0", AddressClass.Documentation)]
    [InlineData("198.51.100.255", AddressClass.Documentation)]
    [InlineData("198.51.101.0", AddressClass.Public)]
    [InlineData("203.0.112.255", AddressClass.Public)]
    [InlineData("203.0.113.0", AddressClass.Documentation)]
    [InlineData("203.0.113.255", AddressClass.Documentation)]
    [InlineData("203.0.114.0", AddressClass.Public)]
    [InlineData("223.255.255.255", AddressClass.Public)]
    [InlineData("224.0.0.0", AddressClass.Multicast)]
    [InlineData("239.255.255.255", AddressClass.Multicast)]
    [InlineData("240.0.0.0", AddressClass.Reserved)]
    [InlineData("255.255.255.254", AddressClass.Reserved)]
    [InlineData("255.255.255.255", AddressClass.Broadcast)]
    public void Classifies_ipv4(string address, AddressClass expected) => Classifies(address, expected);

    [Theory]
    [Trait("Row", "I-175")]
    [Trait("Row", "A-014")]
    [Trait("Row", "A-015")]
    [Trait("Row", "A-018")]
    [InlineData("::", AddressClass.Unspecified)]
    [InlineData("::1", AddressClass.Loopback)]
    [InlineData("ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("100::", AddressClass.DiscardOnly)]
    [InlineData("100::ffff:ffff:ffff:ffff", AddressClass.DiscardOnly)]
    [InlineData("100::1:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("100:0:0:2::", AddressClass.Reserved)]
    [InlineData("100:0:0:1::", AddressClass.Reserved)]
    [InlineData("1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("2000::", AddressClass.Public)]
    [InlineData("2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Public)]
    [InlineData("2001:1::", AddressClass.IetfProtocol)] // just past Teredo
    [InlineData("2001:1::1", AddressClass.IetfProtocol)] // PCP
    [InlineData("2001:1::2", AddressClass.IetfProtocol)] // TURN
    [InlineData("2001:1::3", AddressClass.IetfProtocol)] // DNS-SD
    [InlineData("2001:1::4", AddressClass.IetfProtocol)]
    [InlineData("2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2001:200::", AddressClass.Public)]
    [InlineData("2001:1:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2001:2::", AddressClass.Benchmark)]
    [InlineData("2001:2:0:ffff:ffff:ffff:ffff:ffff", AddressClass.Benchmark)]
    [InlineData("2001:2:1::", AddressClass.IetfProtocol)]
    [InlineData("2001:2:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2001:3::", AddressClass.IetfProtocol)] // AMT
    [InlineData("2001:3:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2001:4::", AddressClass.IetfProtocol)]
    [InlineData("2001:4:111:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2001:4:112::", AddressClass.IetfProtocol)] // AS112
    [InlineData("2001:4:112:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2001:4:113::", AddressClass.IetfProtocol)]
    [InlineData("2001:f:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2001:10::", AddressClass.Orchid)]
    [InlineData("2001:1f:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Orchid)]
    [InlineData("2001:20::", AddressClass.Orchid)]
    [InlineData("2001:2f:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Orchid)]
    [InlineData("2001:30::", AddressClass.IetfProtocol)]
    [InlineData("2001:3f:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)] // drones
    [InlineData("2001:40::", AddressClass.IetfProtocol)]
    [InlineData("2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Public)]
    [InlineData("2001:db8::", AddressClass.Documentation)]
    [InlineData("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Documentation)]
    [InlineData("2001:db9::", AddressClass.Public)]
    [InlineData("2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Public)]
    [InlineData("2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", AddressClass.Public)]
    [InlineData("2620:4f:8000::", AddressClass.IetfProtocol)] // AS112
    [InlineData("2620:4f:8000:ffff:ffff:ffff:ffff:ffff", AddressClass.IetfProtocol)]
    [InlineData("2620:4f:8001::", AddressClass.Public)]
    [InlineData("3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Public)]
    [InlineData("3fff::", AddressClass.Documentation)]
    [InlineData("3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Documentation)]
    [InlineData("3fff:1000::", AddressClass.Public)]
    [InlineData("3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Public)]
    [InlineData("4000::", AddressClass.Reserved)]
    [InlineData("5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("5f00::", AddressClass.SegmentRouting)]
    [InlineData("5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.SegmentRouting)]
    [InlineData("5f01::", AddressClass.Reserved)]
    [InlineData("fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("fc00::", AddressClass.UniqueLocal)]
    [InlineData("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.UniqueLocal)]
    [InlineData("fe00::", AddressClass.Reserved)]
    [InlineData("fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("fe80::", AddressClass.LinkLocal)]
    [InlineData("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.LinkLocal)]
    [InlineData("fe80::1%7", AddressClass.LinkLocal)]
    [InlineData("fec0::", AddressClass.SiteLocal)]
    [InlineData("feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.SiteLocal)]
    [InlineData("ff00::", AddressClass.Multicast)]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Multicast)]
    public void Classifies_ipv6(string address, AddressClass expected) => Classifies(address, expected);

    [Theory]
    [Trait("Row", "A-017")]
    [InlineData("::2", AddressClass.EmbedsIPv4)] // compatible, first after loopback
    [InlineData("::127.0.0.1", AddressClass.EmbedsIPv4)]
    [InlineData("::ffff:ffff", AddressClass.EmbedsIPv4)] // compatible, last
    [InlineData("::1:0:0", AddressClass.Reserved)] // just past compatible
    [InlineData("::ffff:0.0.0.0", AddressClass.EmbedsIPv4)]
    [InlineData("::ffff:127.0.0.1", AddressClass.EmbedsIPv4)]
    [InlineData("::ffff:7f00:1", AddressClass.EmbedsIPv4)]
    [InlineData("::ffff:8.8.8.8", AddressClass.EmbedsIPv4)] // not even a public one
    [InlineData("::ffff:255.255.255.255", AddressClass.EmbedsIPv4)]
    [InlineData("::fffe:ffff:ffff", AddressClass.Reserved)]
    [InlineData("::ffff:0:10.0.0.1", AddressClass.EmbedsIPv4)] // translated
    [InlineData("::1:0:0:0", AddressClass.Reserved)] // just past mapped
    [InlineData("::fffe:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("::ffff:0:0:0", AddressClass.EmbedsIPv4)]
    [InlineData("::ffff:0:255.255.255.255", AddressClass.EmbedsIPv4)]
    [InlineData("::ffff:1:0:0", AddressClass.Reserved)]
    [InlineData("64:ff9b::a00:1", AddressClass.EmbedsIPv4)] // NAT64 of 10.0.0.1
    [InlineData("64:ff9b::", AddressClass.EmbedsIPv4)]
    [InlineData("64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("64:ff9b::ffff:ffff", AddressClass.EmbedsIPv4)]
    [InlineData("64:ff9b::1:0:0", AddressClass.Reserved)]
    [InlineData("64:ff9b:0:ffff:ffff:ffff:ffff:ffff", AddressClass.Reserved)]
    [InlineData("64:ff9b:1::", AddressClass.EmbedsIPv4)]
    [InlineData("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", AddressClass.EmbedsIPv4)]
    [InlineData("64:ff9b:2::", AddressClass.Reserved)]
    [InlineData("2001::", AddressClass.EmbedsIPv4)] // Teredo
    [InlineData("2001:0:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.EmbedsIPv4)]
    [InlineData("2002::", AddressClass.EmbedsIPv4)] // 6to4
    [InlineData("2002:7f00:1::1", AddressClass.EmbedsIPv4)]
    [InlineData("2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", AddressClass.EmbedsIPv4)]
    [InlineData("2606:4700::5efe:10.0.0.1", AddressClass.EmbedsIPv4)] // ISATAP, RFC 5214
    [InlineData("2606:4700::200:5efe:8.8.8.8", AddressClass.EmbedsIPv4)]
    [InlineData("2606:4700::5efd:10.0.0.1", AddressClass.Public)]
    [InlineData("2606:4700::100:5efe:10.0.0.1", AddressClass.Public)]
    [InlineData("fe80::5efe:10.0.0.1", AddressClass.LinkLocal)]
    [InlineData("2003::", AddressClass.Public)]
    public void Sees_ipv4_inside_ipv6(string address, AddressClass expected) => Classifies(address, expected);

    [Theory]
    [Trait("Row", "I-177")]
    [InlineData("169.254.169.253", AddressClass.LinkLocal)]
    [InlineData("169.254.169.254", AddressClass.Metadata)]
    [InlineData("169.254.169.255", AddressClass.LinkLocal)]
    [InlineData("169.254.170.1", AddressClass.LinkLocal)]
    [InlineData("169.254.170.3", AddressClass.LinkLocal)]
    [InlineData("169.254.170.22", AddressClass.LinkLocal)]
    [InlineData("169.254.170.24", AddressClass.LinkLocal)]
    [InlineData("169.254.0.22", AddressClass.LinkLocal)]
    [InlineData("169.254.0.24", AddressClass.LinkLocal)]
    [InlineData("169.254.42.41", AddressClass.LinkLocal)]
    [InlineData("169.254.42.42", AddressClass.Metadata)]
    [InlineData("169.254.42.43", AddressClass.LinkLocal)]
    [InlineData("169.254.170.2", AddressClass.Metadata)]
    [InlineData("169.254.170.23", AddressClass.Metadata)]
    [InlineData("169.254.0.23", AddressClass.Metadata)]
    [InlineData("100.100.100.199", AddressClass.CarrierNat)]
    [InlineData("100.100.100.200", AddressClass.Metadata)]
    [InlineData("100.100.100.201", AddressClass.CarrierNat)]
    [InlineData("192.0.0.192", AddressClass.Metadata)]
    [InlineData("168.63.129.15", AddressClass.Public)]
    [InlineData("168.63.129.16", AddressClass.Metadata)]
    [InlineData("168.63.129.17", AddressClass.Public)]
    [InlineData("fd00:ec2::254", AddressClass.Metadata)]
    [InlineData("fd00:ec2::23", AddressClass.Metadata)]
    [InlineData("fd00:ec2::253", AddressClass.UniqueLocal)]
    [InlineData("fd00:ec2::22", AddressClass.UniqueLocal)]
    [InlineData("fd00:ec2::24", AddressClass.UniqueLocal)]
    [InlineData("fd00:42::41", AddressClass.UniqueLocal)]
    [InlineData("fd00:42::42", AddressClass.Metadata)]
    [InlineData("fd00:42::43", AddressClass.UniqueLocal)]
    [InlineData("fd00:c1::a9fe:a9fd", AddressClass.UniqueLocal)]
    [InlineData("fd00:c1::a9fe:a9fe", AddressClass.Metadata)]
    [InlineData("fd00:c1::a9fe:a9ff", AddressClass.UniqueLocal)]
    [InlineData("fd20:ce::253", AddressClass.UniqueLocal)]
    [InlineData("fd20:ce::255", AddressClass.UniqueLocal)]
    [InlineData("fe80::a9fe:a9fd", AddressClass.LinkLocal)]
    [InlineData("fe80::a9fe:a9ff", AddressClass.LinkLocal)]
    [InlineData("fd00:ec2::255", AddressClass.UniqueLocal)]
    [InlineData("fd20:ce::254", AddressClass.Metadata)]
    [InlineData("fe80::a9fe:a9fe", AddressClass.Metadata)]
    [InlineData("fe80::a9fe:a9fe%2", AddressClass.Metadata)]
    [InlineData("::ffff:169.254.169.254", AddressClass.Metadata)]
    [InlineData("::169.254.169.254", AddressClass.Metadata)]
    [InlineData("::ffff:0:a9fe:a9fe", AddressClass.Metadata)]
    [InlineData("64:ff9b::a9fe:a9fe", AddressClass.Metadata)]
    [InlineData("64:ff9b:1::a9fe:a9fe", AddressClass.Metadata)]
    [InlineData("64:ff9b:1:a9fe:a9:fe00::", AddressClass.Metadata)] // RFC 6052 form with a /48 prefix
    [InlineData("2002:a9fe:a9fe::1", AddressClass.Metadata)]
    [InlineData("2001:0:a9fe:a9fe::", AddressClass.Metadata)] // Teredo server
    [InlineData("2001::5601:5601", AddressClass.Metadata)] // Teredo client, inverted
    [InlineData("2606:4700::5efe:a9fe:a9fe", AddressClass.Metadata)] // ISATAP
    [InlineData("::ffff:168.63.129.16", AddressClass.Metadata)]
    public void Knows_metadata_services_in_any_wrapping(string address, AddressClass expected) => Classifies(address, expected);

    [Fact]
    public void Only_public_is_public_and_only_the_owners_networks_are_grantable()
    {
        var classes = Enum.GetValues<AddressClass>();
        AddressClass[] grantable =
        [
            AddressClass.Loopback,
            AddressClass.Private,
            AddressClass.LinkLocal,
            AddressClass.CarrierNat,
            AddressClass.UniqueLocal,
        ];

        Assert.Equal([AddressClass.Public], classes.Where(AddressClassifier.IsPublic));
        Assert.Equal(grantable, classes.Where(AddressClassifier.IsGrantable));
    }

    private static void Classifies(string address, AddressClass expected) =>
        Assert.Equal(expected, AddressClassifier.Classify(IPAddress.Parse(address)));
}
