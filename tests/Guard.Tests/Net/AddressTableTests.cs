using System.Net;
using System.Numerics;
using System.Reflection;
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

    /// <summary>The tables of the classifier's tests are complete: nobody adds a row without saying where it begins and ends.</summary>
    [Fact]
    public void The_first_and_last_address_of_every_row_and_their_neighbours_have_a_test()
    {
        var tested = typeof(AddressClassifierTests)
            .GetMethods()
            .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
            .Select(row => IPAddress.Parse(((string)row[0]).Split('%')[0]))
            .ToHashSet();
        var needed = AddressTable.Ranges.SelectMany(row =>
            new[] { row.Network.BaseAddress, Last(row.Network), Next(row.Network.BaseAddress, -1), Next(Last(row.Network), 1) }
        );

        Assert.True(tested.Count > 100);
        var missing = needed
            .OfType<IPAddress>()
            .Except(tested)
            .Select(address => $"{address} {AddressClassifier.Classify(address)}")
            .ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
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
        yield return new IPAddress([0x20, 0x01, 0, 0, .. zeros[..8], .. v4.Select(part => (byte)~part)]);
        yield return new IPAddress([.. zeros[..8], 0xff, 0xff, 0, 0, .. v4]);
        yield return new IPAddress([0, 0x64, 0xff, 0x9b, 0, 1, v4[0], v4[1], 0, v4[2], v4[3], .. zeros[..5]]);
        yield return new IPAddress([0x26, 0x06, 0x47, 0, .. zeros[..4], 0, 0, 0x5e, 0xfe, .. v4]);
        yield return new IPAddress([0x26, 0x06, 0x47, 0, .. zeros[..4], 2, 0, 0x5e, 0xfe, .. v4]);
    }

    // Null at either end of the address space.
    private static IPAddress? Next(IPAddress address, int step)
    {
        var bytes = address.GetAddressBytes();
        var next = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) + step;
        var text = next.Sign < 0 ? [] : next.ToByteArray(isUnsigned: true, isBigEndian: true);
        return next.Sign < 0 || text.Length > bytes.Length ? null : new IPAddress([.. new byte[bytes.Length - text.Length], .. text]);
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
