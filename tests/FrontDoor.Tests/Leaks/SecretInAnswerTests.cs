using System.Text;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Leaks;

/// <summary>A key that comes back from a page or a model reaches nobody: no history, no event, no file.</summary>
[Trait("Invariant", "G7")]
public sealed class SecretInAnswerTests
{
    // Put together here, so that no scanner of this repository finds a key in it.
    private static readonly string Key = "sk" + "-" + "q7Xw2mB9tLw4zPd8sKr3";

    [TestNetFact]
    public async Task A_page_with_a_key_is_blocked_everywhere()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("leaky.example.com")).Serve("/", $"<p>the key is {Key}</p>");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        var turn = await owner.SendAndWaitAsync("fetch https://leaky.example.com/");

        Assert.Single(origin.Requests);
        Assert.Contains("blocked", turn.GetRawText(), StringComparison.Ordinal);
        await AssertNowhereAsync(gatehouse, turn.GetRawText());
    }

    [TestNetFact]
    public async Task A_model_that_says_a_key_in_pieces_is_cut_off_before_it_is_out()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ReplyAsync(
            new Reply
            {
                Text = $"Here it is: {Key} and good luck",
                Pieces = 9,
                ChunkDelayMilliseconds = 30,
            }
        );

        using var watching = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var events = new EventLog(owner, watching.Token);
        await events.Connected;
        var turn = await owner.SendAndWaitAsync("what is the key?");
        await events.WaitForAsync("turn_ended");

        Assert.Contains("Here it is", events.Streamed, StringComparison.Ordinal);
        Assert.Empty(new CanarySearch(Key).Find(Encoding.UTF8.GetBytes(events.Streamed + events.AllText)));
        Assert.Contains("Here it is", turn.Response(), StringComparison.Ordinal);
        Assert.Equal("Failed", turn.Text("state"));
        await AssertNowhereAsync(gatehouse, turn.GetRawText());
    }

    private static async Task AssertNowhereAsync(GatehouseProcess gatehouse, string shown)
    {
        var key = new CanarySearch(Key);
        Assert.Empty(key.Find(Encoding.UTF8.GetBytes(shown)));
        Assert.Empty(key.Find(Encoding.UTF8.GetBytes(gatehouse.Transcript)));
        await gatehouse.StopAsync();
        foreach (var file in Directory.EnumerateFiles(gatehouse.Home, "*", SearchOption.AllDirectories))
        {
            Assert.Empty(key.Find(await File.ReadAllBytesAsync(file)));
        }
    }
}
