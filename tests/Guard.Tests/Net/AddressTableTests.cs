using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Net;
using IPNetwork = System.Net.IPNetwork;

namespace Gatehouse.Guard.Tests.Net;

public sealed class AddressTableTests
{
    [Fact]
    public void Every_row_decides_its_first_and_last_address_unless_a_narrower_row_does()
    {
        Assert.True(AddressTable.Ranges.Count > 40);
        foreach (var row in AddressTable.Ranges)
        {
            Assert.Equal(Narrowest(row.Network.BaseAddress), AddressClassifier.Classify(row.Network.BaseAddress));
            Assert.Equal(Narrowest(Last(row.Network)), AddressClassifier.Classify(Last(row.Network)));
        }
    }

    [Fact]
    public void Every_row_names_its_source_and_no_network_stands_twice()
    {
        Assert.All(AddressTable.Ranges, row => Assert.True(row.Source.Length > 6));
        Assert.Equal(AddressTable.Ranges.Count, AddressTable.Ranges.Select(row => row.Network).Distinct().Count());
    }

    [Fact]
    public void Every_class_is_in_the_table() =>
        Assert.Empty(Enum.GetValues<AddressClass>().Except(AddressTable.Ranges.Select(row => row.Class)));

    [Fact]
    public void No_wrapping_of_an_ipv4_address_is_ever_public() =>
        Prop.ForAll<uint>(number =>
            {
                var bytes = BitConverter.GetBytes(number);
                return Wrappings(bytes).All(address => !AddressClassifier.IsPublic(AddressClassifier.Classify(address)));
            })
            .QuickCheckThrowOnFailure();

    private static IEnumerable<IPAddress> Wrappings(byte[] v4)
    {
        byte[] zeros = new byte[12];
        yield return new IPAddress([.. zeros, .. v4]);
        yield return new IPAddress([.. zeros[..10], 0xff, 0xff, .. v4]);
        yield return new IPAddress([0, 0x64, 0xff, 0x9b, .. zeros[..8], .. v4]);
        yield return new IPAddress([0x20, 0x02, .. v4, .. zeros[..10]]);
        yield return new IPAddress([0x20, 0x01, 0, 0, .. v4, .. zeros[..8]]);
    }

    // Said again without the sorted table, so that a wrong order shows.
    private static AddressClass Narrowest(IPAddress address)
    {
        var containing = AddressTable.Ranges.Where(row => row.Contains(address)).ToList();
        return containing.MaxBy(row => row.Network.PrefixLength)!.Class;
    }

    private static IPAddress Last(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return new IPAddress(bytes);
    }
}
