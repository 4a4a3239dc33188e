namespace Gatehouse.Testing.Tests;

public sealed class BrowserScenarioTests
{
    [BrowserFact]
    public async Task Opens_a_page_that_is_in_order()
    {
        await using var origin = await HttpOrigin.StartAsync(System.Net.IPAddress.Loopback, Ports.Next());
        origin.Serve("/", "<!doctype html><title>Fine</title><link rel=icon href=data:,>");

        var result = await BrowserScenario.RunAsync("opens", Url(origin));

        Assert.Equal("Fine", result.GetProperty("title").GetString());
    }

    [BrowserFact]
    public async Task Fails_on_a_console_error_a_thrown_error_and_a_policy_violation()
    {
        await using var origin = await HttpOrigin.StartAsync(System.Net.IPAddress.Loopback, Ports.Next());
        origin.Serve("/app.js", "console.error('said aloud'); throw new Error('thrown aloud');", "text/javascript");
        origin.Handle(
            "/",
            async (http, _) =>
            {
                http.Response.ContentType = "text/html";
                http.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
                await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(
                    http.Response,
                    "<!doctype html><script>inline()</script><script src=/app.js></script>"
                );
            }
        );

        var error = await Assert.ThrowsAsync<BrowserScenarioException>(() => BrowserScenario.RunAsync("opens", Url(origin)));

        Assert.Contains("said aloud", error.Message, StringComparison.Ordinal);
        Assert.Contains("thrown aloud", error.Message, StringComparison.Ordinal);
        Assert.Contains("CSP violation: script-src-elem refused inline", error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Url(HttpOrigin origin) => new() { ["url"] = origin.BaseUrl };
}
