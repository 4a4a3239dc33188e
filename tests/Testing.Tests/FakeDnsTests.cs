using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Testing.Tests;

public sealed class FakeDnsTests
{
    private static readonly FakeDns Dns = TestNet.IsInside ? PocketInternet.Shared.Dns : null!;

    [TestNetFact]
    public async Task Gives_each_family_its_own_addresses()
    {
        Dns.Address("both.dns-tests.com", "93.184.216.34", "93.184.216.35", "2606:2800:220:1::1");

        Assert.Equal(["93.184.216.34", "93.184.216.35"], await ResolveAsync("both.dns-tests.com", AddressFamily.InterNetwork));
        Assert.Equal(["2606:2800:220:1::1"], await ResolveAsync("both.dns-tests.com", AddressFamily.InterNetworkV6));
    }

    [TestNetFact]
    public async Task Changes_its_answer_at_every_question()
    {
        Dns.Sequence("flips.dns-tests.com", ["93.184.216.34"], ["169.254.169.254"]);

        Assert.Equal(["93.184.216.34"], await ResolveAsync("flips.dns-tests.com", AddressFamily.InterNetwork));
        Assert.Equal(["169.254.169.254"], await ResolveAsync("flips.dns-tests.com", AddressFamily.InterNetwork));
        Assert.Equal(["169.254.169.254"], await ResolveAsync("flips.dns-tests.com", AddressFamily.InterNetwork));
    }

    [TestNetFact]
    public async Task Counts_the_steps_of_each_family_apart()
    {
        Dns.Sequence("twice.dns-tests.com", ["93.184.216.34", "2606:2800:220:1::1"], ["10.0.0.7", "fd00::1"]);

        var first = await ResolveAsync("twice.dns-tests.com", AddressFamily.Unspecified);
        var second = await ResolveAsync("twice.dns-tests.com", AddressFamily.Unspecified);

        Assert.Equal(["2606:2800:220:1::1", "93.184.216.34"], first.Order(StringComparer.Ordinal));
        Assert.Equal(["10.0.0.7", "fd00::1"], second.Order(StringComparer.Ordinal));
        Assert.Equal(["A", "A", "AAAA", "AAAA"], Dns.QueriesFor("twice.dns-tests.com").Select(query => query.Type).Order());
    }

    [TestNetFact]
    public async Task Follows_aliases_to_an_address()
    {
        Dns.Alias("www.dns-tests.com", "edge.dns-tests.com");
        Dns.Alias("edge.dns-tests.com", "node.dns-tests.com");
        Dns.Address("node.dns-tests.com", "10.0.0.7");

        Assert.Equal(["10.0.0.7"], await ResolveAsync("www.dns-tests.com", AddressFamily.InterNetwork));
    }

    [TestNetFact]
    public async Task Answers_for_a_whole_zone()
    {
        Dns.Address("*.zone.dns-tests.com", "93.184.216.36");

        Assert.Equal(["93.184.216.36"], await ResolveAsync("any.thing.zone.dns-tests.com", AddressFamily.InterNetwork));
        await Assert.ThrowsAsync<SocketException>(() => ResolveAsync("zone.dns-tests.com", AddressFamily.InterNetwork));
    }

    [TestNetFact]
    public async Task Knows_no_other_name()
    {
        var error = await Assert.ThrowsAsync<SocketException>(() => ResolveAsync("nowhere.dns-tests.com", AddressFamily.InterNetwork));

        Assert.Equal(SocketError.HostNotFound, error.SocketErrorCode);
    }

    [TestNetFact]
    public async Task Fails_and_keeps_silent_when_told_to()
    {
        Dns.Fails("fails.dns-tests.com");
        Dns.Silent("silent.dns-tests.com");

        await Assert.ThrowsAsync<SocketException>(() => ResolveAsync("fails.dns-tests.com", AddressFamily.InterNetwork));
        await Assert.ThrowsAsync<SocketException>(() => ResolveAsync("silent.dns-tests.com", AddressFamily.InterNetwork));
        Assert.NotEmpty(Dns.QueriesFor("silent.dns-tests.com"));
    }

    private static async Task<string[]> ResolveAsync(string name, AddressFamily family) =>
        [.. (await System.Net.Dns.GetHostAddressesAsync(name, family)).Select(address => address.ToString())];
}
