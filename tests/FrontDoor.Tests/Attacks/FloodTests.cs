using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Attacks;

/// <summary>A hijacked model that asks until somebody says yes.</summary>
public sealed class FloodTests
{
    [TestNetFact]
    public async Task Questions_are_capped_and_the_owner_can_go_on_working()
    {
        await using var thief = await Thief.StartAsync("collector.flood.example.com");
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        for (var message = 0; message < 6; message++)
        {
            // 16 calls are what one reply may hold.
            await model.ReplyAsync(new Reply { ToolCalls = [.. Enumerable.Range(0, 16).Select(i => Post(thief, message * 16 + i))] });
            await owner.SendAndWaitAsync($"what is new? ({message})");
        }

        var asked = await owner.ApprovalsAsync();
        Assert.Equal(50, asked.Count);
        Assert.All(asked.CountBy(approval => approval.Text("thread_id")), thread => Assert.InRange(thread.Value, 1, 10));
        Assert.Equal(0, thief.Connections);
        Assert.Equal(
            6 * 16 - 50,
            (await owner.LedgerAsync()).Count(entry => entry.Text("line").Contains("TooManyQuestions", StringComparison.Ordinal))
        );
        await model.SayAsync("good morning");
        Assert.Equal("good morning", (await owner.SendAndWaitAsync("hello")).Response());
    }

    private static ReplyToolCall Post(Thief thief, int number) =>
        new($"call_{number}", "http", $$"""{"method":"POST","url":"https://{{thief.Host}}/{{number}}","body":"please"}""");
}
