using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>What the running program lets pages of other origins read.</summary>
public sealed class CrossOriginTests
{
    [TestNetTheory]
    [Trait("Row", "I-033")]
    [Trait("Row", "I-034")]
    [Trait("Row", "I-035")]
    [Trait("Row", "I-036")]
    [Trait("Row", "I-037")]
    [Trait("Row", "I-038")]
    [InlineData("http", "https")]
    [InlineData("https", "http")]
    public async Task Two_origins_are_granted_four_methods_and_two_headers(string scheme, string other)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var caller = new Caller(gatehouse);
        var (port, token) = (gatehouse.Port, ("Authorization", $"Bearer {await gatehouse.TokenAsync()}"));
        string[] methods = ["GET", "POST", "PUT", "DELETE"];
        string[] wanted = ["", "Content-Type", "authorization, content-type"];
        foreach (var origin in new[] { $"{scheme}://127.0.0.1:{port}", $"{scheme}://localhost:{port}" })
        {
            foreach (var (method, headers) in methods.SelectMany(method => wanted.Select(headers => (method, headers))))
            {
                using var answer = await PreflightAsync(caller, origin, method, headers);
                Assert.Equal([origin], Values(answer, "Access-Control-Allow-Origin"));
                Assert.Equal(["true"], Values(answer, "Access-Control-Allow-Credentials"));
                Assert.Equal(["GET, POST, PUT, DELETE"], Values(answer, "Access-Control-Allow-Methods"));
            }

            foreach (var (method, headers) in new[] { ("PATCH", ""), ("TRACE", ""), ("POST", "x-gatehouse-page"), ("GET", "*") })
            {
                using var answer = await PreflightAsync(caller, origin, method, headers);
                Assert.Empty(Values(answer, "Access-Control-Allow-Origin"));
            }

            using var plain = await caller.SendAsync("GET", "/api/stop", null, token, ("Origin", origin));
            Assert.Equal(200, (int)plain.StatusCode);
            Assert.Equal([origin], Values(plain, "Access-Control-Allow-Origin"));
        }

        foreach (
            var origin in new[]
            {
                "null",
                "https://evil.example",
                $"{other}://127.0.0.1:{port}",
                $"{other}://localhost:{port}",
                $"{scheme}://localhost",
                $"{scheme}://127.0.0.1:9",
                $"{scheme}://localhost.evil.example:{port}",
                $"{scheme}://localhost:{port}/",
                $"{scheme}://LOCALHOST:{port}",
            }
        )
        {
            using var preflight = await PreflightAsync(caller, origin, "POST", "");
            Assert.Empty(Values(preflight, "Access-Control-Allow-Origin"));
            Assert.Empty(Values(preflight, "Access-Control-Allow-Credentials"));
            using var plain = await caller.SendAsync("GET", "/api/health", null, ("Origin", origin));
            Assert.Empty(Values(plain, "Access-Control-Allow-Origin"));
        }
    }

    private static Task<HttpResponseMessage> PreflightAsync(Caller caller, string origin, string method, string headers) =>
        caller.SendAsync(
            "OPTIONS",
            "/api/chat/send",
            null,
            headers.Length == 0
                ? [("Origin", origin), ("Access-Control-Request-Method", method)]
                : [("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers)]
        );

    private static string[] Values(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? [.. values] : [];
}
