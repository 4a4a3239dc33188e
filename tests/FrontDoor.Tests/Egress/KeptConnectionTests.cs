using System.Net.Sockets;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Egress;

/// <summary>Connections that are kept by the running program.</summary>
[Trait("Invariant", "G14")]
public sealed class KeptConnectionTests
{
    [TestNetFact]
    public async Task A_host_keeps_one_connection()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("kept.example.com")).Serve("*", "read", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        for (var page = 0; page < 2; page++)
        {
            Assert.Contains("read", (await FetchAsync(owner, $"https://kept.example.com/{page}")), StringComparison.Ordinal);
        }

        Assert.Equal((1, 2), (origin.Connections, origin.Requests.Count));
    }

    [TestNetFact]
    public async Task A_server_that_closes_in_order_and_without_an_answer_is_not_asked_again()
    {
        // A common client asks again, over a new connection: this is the close that it takes for a timeout of an idle one.
        var address = TestNet.NextPublic();
        PocketInternet.Shared.Dns.Address("closes.example.com", address);
        using var server = new TcpListener(address, 80);
        server.Start();
        var heads = new List<string>();
        using var over = new CancellationTokenSource();
        var serving = ServeAsync(server, heads, over.Token);
        await using (var gatehouse = await GatehouseProcess.StartAsync())
        {
            using var owner = await GatewayClient.ConnectAsync(gatehouse);
            Assert.Contains("read", await FetchAsync(owner, "http://closes.example.com/first"), StringComparison.Ordinal);
            Assert.Contains("nothing is sent twice", await FetchAsync(owner, "http://closes.example.com/broken"), StringComparison.Ordinal);
        }

        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
        Assert.Equal(["connection", "GET /first", "GET /broken"], heads);
    }

    private static async Task<string> FetchAsync(GatewayClient owner, string url) =>
        Assert.Single((await owner.SendAndWaitAsync($"fetch {url}")).Calls()).GetRawText();

    private static async Task ServeAsync(TcpListener server, List<string> heads, CancellationToken ct)
    {
        while (true)
        {
            using var connection = await server.AcceptTcpClientAsync(ct);
            heads.Add("connection");
            await using var stream = connection.GetStream();
            using var lines = new StreamReader(stream, Encoding.ASCII);
            while (await lines.ReadLineAsync(ct) is { } line)
            {
                if (line.StartsWith("GET ", StringComparison.Ordinal))
                {
                    heads.Add(line[..line.LastIndexOf(' ')]);
                }
                else if (line.Length == 0 && heads[^1] == "GET /broken")
                {
                    break;
                }
                else if (line.Length == 0)
                {
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nread"u8.ToArray(), ct);
                }
            }
        }
    }
}
