using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash.Areas;

/// <summary>Stored settings, tokens of programs, browser sessions, standing grants: saved and taken back.</summary>
internal sealed class SettingArea(Ground ground) : Area(ground)
{
    private const string One = "BUDGET_BYTES_PER_DAY";
    private const string Two = "LLM_REQUEST_TIMEOUT_SECS";
    private const string Three = "BUDGET_NOVEL_HOSTS_PER_DAY";

    private readonly Dictionary<string, string> _values = [];
    private (string Id, string Text) _token;
    private string _grant = "";
    private string? _session;
    private int _number;

    public override string Name => "settings";

    protected override IReadOnlyList<Moment> Own =>
        [
            new("right after an import was sent", () => RightAfterAsync(ImportAsync)),
            new("right after a login was sent", () => RightAfterAsync(LoginAsync)),
            new("when a token was taken back", RevokeTokenAsync),
            new("when a grant was taken back", RevokeGrantAsync),
        ];

    protected override async Task PrepareAsync()
    {
        var call = new ReplyToolCall(
            "call_1",
            "http",
            JsonSerializer.Serialize(
                new
                {
                    method = "POST",
                    url = $"{Ground.Site.BaseUrl}/{Mark('g')}",
                    body = Mark('g'),
                }
            )
        );
        await Ground.BeginRoundAsync(
            new Reply
            {
                When = "\"role\":\"tool\"",
                Text = "Done.",
                Repeat = true,
            },
            new Reply { Repeat = true, ToolCalls = [call] }
        );
        _number++;
        foreach (var name in new[] { One, Two, Three })
        {
            _values[name] = await ValueAsync(name);
        }

        // These are overwritten or taken back in each round.
        foreach (
            var changed in new[]
            {
                "the setting",
                "the import",
                "the token",
                "the taking back of token",
                "the session",
                "the end of session",
            }
        )
        {
            Forget(changed);
        }

        foreach (var old in (await Ground.Owner.GetAsync("/api/tokens")).GetProperty("tokens").EnumerateArray())
        {
            await Ground.AskAsync(HttpMethod.Delete, $"/api/tokens/{old.Text("id")}");
        }

        var token = await Ground.Owner.PostAsync("/api/tokens", new { scope = "chat", name = Mark('k') });
        _token = (token.Text("id"), token.Text("token"));
        var sessions = (await Ground.Owner.GetAsync("/api/sessions")).GetProperty("sessions").EnumerateArray();
        _session = sessions.Select(session => session.Text("id")).FirstOrDefault();
        var sent = await Ground.Owner.SendAsync(Mark('g'));
        var card = await Ground.Owner.WaitForApprovalAsync(sent.ThreadId);
        await Ground.Owner.ApproveAsync(card.Text("request_id"), always: true);
        await Ground.Owner.WaitForContinuationAsync(sent.ThreadId, card.Text("request_id"));
        var grants = (await Ground.Owner.GetAsync("/api/grants")).GetProperty("grants").EnumerateArray();
        _grant = grants.Single(grant => grant.Text("path") == $"/{Mark('g')}").Text("id");
    }

    protected override IReadOnlyList<Func<Task>> Kinds() =>
        [SetAsync, ImportAsync, CreateTokenAsync, RevokeTokenAsync, RevokeGrantAsync, RevokeSessionAsync, LoginAsync];

    protected override async IAsyncEnumerable<Violation> SettleAsync()
    {
        // What was not taken back lets in, and what was does not.
        using var program = GatewayClient.WithToken(Ground.Gatehouse, _token.Text);
        using var models = await program.Http.GetAsync(new Uri("/v1/models", UriKind.Relative));
        if (models.IsSuccessStatusCode != (await TokensAsync(_token.Id) == 1))
        {
            yield return new Violation(Breach.Silent, $"token {_token.Id} is listed otherwise than it works");
        }
    }

    private async Task<string> ValueAsync(string name) => (await Ground.Owner.GetAsync($"/api/settings/{name}")).Text("value");

    private Task<Answer> SetAsync()
    {
        var wanted = $"{1_000_000_000 + _number}";
        return ClaimAsync(
            $"the setting {One}",
            async () => Is(await ValueAsync(One), wanted, _values[One]),
            () => Ground.AskAsync(HttpMethod.Put, $"/api/settings/{One}", new { value = wanted })
        );
    }

    private Task<Answer> ImportAsync()
    {
        var (seconds, hosts) = ($"{100 + (_number % 100)}", $"{10_000 + _number}");
        return ClaimAsync(
            "the import",
            async () =>
                (Is(await ValueAsync(Two), seconds, _values[Two]), Is(await ValueAsync(Three), hosts, _values[Three])) switch
                {
                    (1, 1) => 1,
                    (0, 0) => 0,
                    _ => Claim.Torn,
                },
            () =>
                Ground.AskAsync(
                    HttpMethod.Post,
                    "/api/settings/import",
                    new { settings = new Dictionary<string, string> { [Two] = seconds, [Three] = hosts } }
                )
        );
    }

    private static int Is(string now, string wanted, string before) =>
        now == wanted ? 1
        : now == before ? 0
        : Claim.Torn;

    private async Task CreateTokenAsync()
    {
        var name = Mark('t');
        var made = await ClaimAsync(
            $"the token {name}",
            () => TokensAsync(name),
            () => Ground.AskAsync(HttpMethod.Post, "/api/tokens", new { scope = "chat", name })
        );
        if (made.Text("token") is { } text)
        {
            await ClaimAsync(
                $"the token {name} that lets in",
                async () =>
                {
                    using var program = GatewayClient.WithToken(Ground.Gatehouse, text);
                    using var models = await program.Http.GetAsync(new Uri("/v1/models", UriKind.Relative));
                    return models.IsSuccessStatusCode ? 1 : 0;
                },
                () => Task.FromResult(made)
            );
        }
    }

    private async Task<int> TokensAsync(string idOrName) =>
        (await Ground.Owner.GetAsync("/api/tokens"))
            .GetProperty("tokens")
            .EnumerateArray()
            .Count(token => token.Text("id") == idOrName || token.Text("name") == idOrName);

    private Task<Answer> RevokeTokenAsync()
    {
        var id = _token.Id;
        return ClaimAsync(
            $"the taking back of token {id}",
            async () => 1 - await TokensAsync(id),
            () => Ground.AskAsync(HttpMethod.Delete, $"/api/tokens/{id}")
        );
    }

    private Task<Answer> RevokeGrantAsync()
    {
        var id = _grant;
        return ClaimAsync(
            $"the taking back of grant {id}",
            async () => 1 - Count(await Ground.Owner.GetAsync("/api/grants"), "grants", id),
            () => Ground.AskAsync(HttpMethod.Post, "/api/grants/revoke", new { id })
        );
    }

    private Task RevokeSessionAsync() =>
        _session is not { } id
            ? Task.CompletedTask
            : ClaimAsync(
                $"the end of session {id}",
                async () => 1 - Count(await Ground.Owner.GetAsync("/api/sessions"), "sessions", id),
                () => Ground.AskAsync(HttpMethod.Post, "/api/sessions/revoke", new { id })
            );

    private async Task LoginAsync()
    {
        GatewayClient browser;
        try
        {
            browser = await GatewayClient.LoginAsync(Ground.Gatehouse, Ground.Gatehouse.LoginCode);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return;
        }

        using (browser)
        {
            var cookie = browser.Cookies.GetAllCookies().Single();
            var key = browser.Http.DefaultRequestHeaders.GetValues("X-Gatehouse-Page").Single();
            await ClaimAsync(
                "the session of this round",
                async () =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, "/api/gateway/status");
                    request.Headers.Add("Cookie", $"{cookie.Name}={cookie.Value}");
                    request.Headers.Add("X-Gatehouse-Page", key);
                    request.Headers.Add("Origin", Ground.Gatehouse.BaseUrl);
                    using var anyone = GatewayClient.Anonymous(Ground.Gatehouse);
                    using var answer = await anyone.Http.SendAsync(request);
                    return answer.IsSuccessStatusCode ? 1 : 0;
                },
                () => Task.FromResult(new Answer(Fate.Acknowledged, default))
            );
        }
    }

    private static int Count(JsonElement list, string member, string id) =>
        list.GetProperty(member).EnumerateArray().Count(each => each.Text("id") == id);

    private async Task RightAfterAsync(Func<Task> operation)
    {
        _ = Fire(operation);
        await Task.Delay(2);
    }
}
