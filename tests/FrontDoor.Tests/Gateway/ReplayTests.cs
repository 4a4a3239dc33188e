using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Events have ids, and whoever comes back with the last one it saw gets what it missed.</summary>
public sealed class ReplayTests
{
    [TestNetTheory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_stream_goes_on_where_it_broke_off(string scheme)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var patience = new CancellationTokenSource(Deadline.Default);
        await using var live = owner.EventsAsync(null, patience.Token).GetAsyncEnumerator(patience.Token);
        var reading = live.MoveNextAsync();
        await Deadline.UntilAsync(
            async () => (await owner.StatusAsync()).GetProperty("sse_connections").GetInt32(),
            count => count == 1,
            "subscribed"
        );
        await owner.SendAndWaitAsync("echo one");
        var seen = new List<GatewayEvent>();
        while (await reading)
        {
            seen.Add(live.Current);
            if (live.Current.Type == "turn_ended")
            {
                break;
            }

            reading = live.MoveNextAsync();
        }

        Assert.All(seen, item => Assert.Matches("^[0-9a-f]{12}-[0-9]+$", item.Id));
        Assert.Equal(seen.Count, seen.Select(item => item.Id).Distinct().Count());
        await owner.SendAndWaitAsync("echo two");

        // From the middle of the first turn, and from its end.
        foreach (var from in new[] { seen[0], seen[^1] })
        {
            var missed = new List<GatewayEvent>();
            var ends = from == seen[0] ? 2 : 1;
            await foreach (var item in owner.EventsAsync(from.Id, patience.Token))
            {
                missed.Add(item);
                if (missed.Count(other => other.Type == "turn_ended") == ends)
                {
                    break;
                }
            }

            Assert.DoesNotContain(missed, item => item.Type == "resync");
            Assert.Equal(missed.Select(Number).Order(), missed.Select(Number));
            Assert.All(missed, item => Assert.True(Number(item) > Number(from)));
            // The answer is there whole, whatever became of its pieces.
            Assert.Contains(missed, item => item.Type == "response" && item.Data.GetRawText().Contains("two", StringComparison.Ordinal));
        }
    }

    [TestNetTheory]
    [InlineData("http", "000000000000-1")]
    [InlineData("https", "000000000000-1")]
    [InlineData("http", "nonsense")]
    [InlineData("https", "999999999999999999999-99999999999999999999")]
    public async Task Who_comes_back_with_an_id_of_another_life_is_told_to_fetch_again(string scheme, string id)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var patience = new CancellationTokenSource(Deadline.Default);

        await foreach (var item in owner.EventsAsync(id, patience.Token))
        {
            Assert.Equal("resync", item.Type);
            break;
        }

        using var byQuery = await GatewaySocket.OpenAsync(gatehouse, $"?after={id}");
        Assert.Equal("resync", (await byQuery.NextAsync())!.Value.Text("event_type"));
        using var byMessage = await GatewaySocket.OpenAsync(gatehouse);
        await byMessage.SendAsync(new { type = "resume", after = id });
        Assert.Equal("resync", (await byMessage.NextAsync())!.Value.Text("event_type"));
    }

    private static long Number(GatewayEvent item) => long.Parse(item.Id!.Split('-')[1]);
}
