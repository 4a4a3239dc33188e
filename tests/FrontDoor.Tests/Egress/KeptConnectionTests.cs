using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Egress;

/// <summary>Connections that are kept by the running program, over TLS.</summary>
[Trait("Invariant", "G14")]
public sealed class KeptConnectionTests
{
    [TestNetFact]
    public async Task A_host_keeps_one_connection_and_hears_no_request_twice()
    {
        await using var origin = await PocketInternet.Shared.HttpsAsync("kept.example.com");
        origin.Serve("*", "read", "text/plain");
        origin.Handle(
            "/broken",
            (http, _) =>
            {
                // Hangs up without an answer: a common client asks again, over a new connection.
                http.Abort();
                return Task.CompletedTask;
            }
        );
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        for (var page = 0; page < 2; page++)
        {
            Assert.Contains(
                "read",
                (await owner.SendAndWaitAsync($"fetch https://kept.example.com/{page}")).Response(),
                StringComparison.Ordinal
            );
        }

        Assert.Equal((1, 2), (origin.Connections, origin.Requests.Count));
        Assert.Single((await owner.SendAndWaitAsync("fetch https://kept.example.com/broken")).Calls());
        Assert.Equal((1, 3), (origin.Connections, origin.Requests.Count));
    }
}
