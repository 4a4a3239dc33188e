using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Attacks;

/// <summary>The attacker's side of the internet: a name with all names below it, on the three ports that the channels use. Answers everything.</summary>
internal sealed class Thief : IAsyncDisposable
{
    private readonly HttpOrigin[] _origins;

    private Thief(string host, HttpOrigin[] origins) => (Host, _origins) = (host, origins);

    public string Host { get; }

    public IReadOnlyList<OriginRequest> Requests => [.. _origins.SelectMany(origin => origin.Requests)];

    public int Connections => _origins.Sum(origin => origin.Connections);

    public static async Task<Thief> StartAsync(string host)
    {
        var internet = PocketInternet.Shared;
        var address = TestNet.NextPublic();
        internet.Dns.Address(host, address);
        internet.Dns.Address("*." + host, address);
        HttpOrigin[] origins =
        [
            await HttpOrigin.StartAsync(address, 443, internet.Ca, host),
            await HttpOrigin.StartAsync(address, 8443, internet.Ca, host),
            await HttpOrigin.StartAsync(address, 80, null, host),
        ];
        foreach (var origin in origins)
        {
            origin.Serve("*", "thanks", "text/plain");
        }

        return new Thief(host, origins);
    }

    /// <summary>All that came: bytes of every connection, names in greetings, and questions to the name server for any of its names.</summary>
    public byte[] EverythingReceived()
    {
        using var all = new MemoryStream();
        foreach (var origin in _origins)
        {
            all.Write(origin.AllReceivedBytes());
            all.Write(Encoding.UTF8.GetBytes(string.Join('\n', origin.Handshakes) + "\n"));
        }

        all.Write(Encoding.UTF8.GetBytes(string.Join('\n', Questions())));
        return all.ToArray();
    }

    public IReadOnlyList<string> Questions() =>
        [
            .. PocketInternet
                .Shared.Dns.Queries.Select(query => query.Name)
                .Where(name => name.EndsWith(Host, StringComparison.OrdinalIgnoreCase)),
        ];

    public async ValueTask DisposeAsync()
    {
        foreach (var origin in _origins)
        {
            await origin.DisposeAsync();
        }
    }
}
