using System.Diagnostics;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.FrontDoor.Tests.Stopping;

/// <summary>Five lanes at once, each in the middle of something else.</summary>
public sealed class StopUnderLoadTests
{
    private static readonly Reply Hung = new()
    {
        Text = "begun and then nothing",
        Pieces = 4,
        Failure = ReplyFailure.Hang,
        FailAfterChunks = 2,
    };

    [TestNetFact]
    [Trait("Invariant", "G12")]
    public async Task Every_lane_halts_stays_halted_across_kill_9_and_resumes_on_command()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var origin = await PocketInternet.Shared.HttpsAsync("endless.example.com");
        origin.Handle("*", DripAsync);
        await using var gatehouse = await Connected.StartAsync(model);
        var threads = new List<string>();
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            // Three lanes in which the model says something and then nothing more, two that read a page without an end.
            for (var lane = 0; lane < 5; lane++)
            {
                if (lane < 3)
                {
                    await model.ReplyAsync(Hung);
                }
                else
                {
                    await model.CallAsync("web_fetch", $$"""{"url":"https://endless.example.com/{{lane}}"}""");
                }

                threads.Add((await owner.SendAsync($"lane {lane}: fetch https://endless.example.com/{lane}")).ThreadId);
                var asked = lane + 1;
                await Deadline.UntilAsync(
                    async () => (await model.RequestsAsync()).Count,
                    count => count == asked,
                    $"lane {lane} asked its model"
                );
            }

            await Deadline.UntilAsync(() => Task.FromResult(origin.Requests.Count), count => count == 2, "both pages are being read");
            var clock = Stopwatch.StartNew();
            var receipt = (await owner.StopAsync()).GetProperty("receipt");
            Assert.Equal(5, receipt.GetProperty("cancelled").GetInt32());
            Assert.Equal(5, receipt.GetProperty("on_the_wire").GetArrayLength());
            foreach (var thread in threads)
            {
                Assert.Equal("stopped", (await owner.WaitForQuietAsync(thread)).EndReason());
            }

            // Generous on a busy machine; the promise is a second.
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        foreach (var thread in threads)
        {
            Assert.Equal("stopped", (await again.SendAndWaitAsync("go on", thread)).EndReason());
        }

        Assert.Equal((5, 2), ((await model.RequestsAsync()).Count, origin.Requests.Count));
        await again.ResumeAsync();
        foreach (var thread in threads)
        {
            await model.SayAsync("on we go");
            Assert.Equal("on we go", (await again.SendAndWaitAsync("and now?", thread)).Response());
        }

        Assert.True((await again.VerifyAsync()).GetProperty("ok").GetBoolean());
    }

    private static async Task DripAsync(HttpContext http, OriginRequest request)
    {
        http.Response.ContentType = "text/plain";
        while (!http.RequestAborted.IsCancellationRequested)
        {
            await http.Response.WriteAsync("drip ", http.RequestAborted);
            await Task.Delay(50, http.RequestAborted);
        }
    }
}
