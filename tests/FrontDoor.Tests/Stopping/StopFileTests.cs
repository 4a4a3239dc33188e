using System.Net;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Stopping;

/// <summary>A file is enough to stop everything: no token, no page, no command.</summary>
public sealed class StopFileTests
{
    [TestNetFact]
    [Trait("Invariant", "G12")]
    public async Task A_file_named_STOP_ends_what_runs_and_keeps_everything_stopped_until_it_is_gone_and_resumed()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        var stop = Path.Combine(gatehouse.Home, "STOP");
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await model.ReplyAsync(
                new Reply
                {
                    Text = "begun and then nothing",
                    Pieces = 4,
                    Failure = ReplyFailure.Hang,
                    FailAfterChunks = 2,
                }
            );
            var sent = await owner.SendAsync("hang");
            await Deadline.UntilAsync(async () => (await model.RequestsAsync()).Count, count => count == 1, "the model is asked");
            await File.WriteAllTextAsync(stop + ".part", "looks odd from here\nand more\n");
            File.Move(stop + ".part", stop);
            Assert.Equal("stopped", (await owner.WaitForQuietAsync(sent.ThreadId)).EndReason());
            Assert.Equal("looks odd from here", await ReasonAsync(owner));
            await RefusedAsync(owner);
            Assert.Contains("stopped", (await owner.LedgerAsync()).Kinds());
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal("stopped", (await again.SendAndWaitAsync("are you there?")).EndReason());
        File.Delete(stop);
        Assert.Equal("looks odd from here", await ReasonAsync(again));
        Assert.Equal(0, (await gatehouse.RunCliAsync("resume")).ExitCode);
        await model.SayAsync("here again");
        Assert.Equal("here again", (await again.SendAndWaitAsync("and now?")).Response());
    }

    [TestNetTheory]
    [InlineData("folder")]
    [InlineData("link to nothing")]
    [InlineData("empty")]
    public async Task Whatever_has_the_name_stops_a_start_before_it_does_anything(string kind)
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        await gatehouse.StopAsync();
        var stop = Path.Combine(gatehouse.Home, "STOP");
        switch (kind)
        {
            case "folder":
                Directory.CreateDirectory(stop);
                break;
            case "empty":
                await File.WriteAllTextAsync(stop, "");
                break;
            default:
                File.CreateSymbolicLink(stop, "/nonexistent");
                break;
        }

        await gatehouse.RestartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal("the file STOP lies in the home", await ReasonAsync(owner));
        Assert.Equal("stopped", (await owner.SendAndWaitAsync("time")).EndReason());
        await RefusedAsync(owner);
    }

    private static async Task<string> ReasonAsync(GatewayClient owner) =>
        (await owner.GetAsync("/api/stop")).GetProperty("global").Text("reason");

    private static async Task RefusedAsync(GatewayClient owner)
    {
        var refused = await Assert.ThrowsAnyAsync<HttpRequestException>(() => owner.ResumeAsync());
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }
}
