using System.Net;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>The two halves of a browser session, apart.</summary>
internal sealed record BrowserHalves(string Cookie, string PageKey)
{
    public (string Name, string Value) CookieHeader => ("Cookie", Cookie);

    /// <summary>The page key where a page sends it: a header, and on upgrades a subprotocol.</summary>
    public (string Name, string Value) Key(bool upgrade) =>
        upgrade ? ("Sec-WebSocket-Protocol", $"gatehouse, k.{PageKey}") : ("X-Gatehouse-Page", PageKey);

    public static async Task<BrowserHalves> SignInAsync(GatehouseProcess gatehouse, Caller caller)
    {
        using var link = JsonDocument.Parse((await gatehouse.RunCliAsync("login", "--json")).Output);
        var code = link.RootElement.Text("url").Split("#login=")[1];
        using var answer = await caller.SendAsync(
            "POST",
            "/api/auth/login",
            Caller.Json($$"""{"code":"{{code}}"}"""),
            ("Origin", gatehouse.BaseUrl)
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return new BrowserHalves(answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0], body.RootElement.Text("page_key"));
    }
}
