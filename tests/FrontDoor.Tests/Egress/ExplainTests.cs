using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Egress;

/// <summary>`gatehouse egress explain`, the real program.</summary>
public sealed class ExplainTests
{
    private const string PublicV4 = "93.184.215.14";

    private static readonly (string Method, string Url, string Target)[] Good =
    [
        ("GET", "https://example.com", "https://example.com/"),
        ("GET", "http://example.com/", "http://example.com/"),
        ("HEAD", "HTTPS://EXAMPLE.com:443/A?b#c", "https://example.com/A?b"),
        ("POST", "https://example.com./v1", "https://example.com/v1"),
        ("PUT", "https://example.com:8443/x", "https://example.com:8443/x"),
        ("PATCH", "https://example.com/a b", "https://example.com/a%20b"),
        ("DELETE", "https://example.com/items/7", "https://example.com/items/7"),
        ("get", "https:example.com/", "https://example.com/"),
        ("GET", "https://b\u00fccher.example/caf\u00e9", "https://xn--bcher-kva.example/caf%C3%A9"),
        ("GET", "https://XN--Bcher-KVA.example/", "https://xn--bcher-kva.example/"),
        ("GET", "https://www\u3002example.com/", "https://www.example.com/"),
        ("GET", "https://example.com/?filter[a]=b|c^d", "https://example.com/?filter[a]=b|c^d"),
        ("GET", "https://example.com/.well-known/x/...", "https://example.com/.well-known/x/..."),
        ("GET", "https://example.com/?u=http://127.0.0.1/", "https://example.com/?u=http://127.0.0.1/"),
        ("GET", "https://localhost.example.com/", "https://localhost.example.com/"),
        ("GET", "https://8.8.8.8/", "https://8.8.8.8/"),
        ("GET", "https://0x08080808/", "https://8.8.8.8/"),
        ("GET", "https://[2606:4700::1111]/", "https://[2606:4700::1111]/"),
        ("GET", "https://six.example.com/", "https://six.example.com/"),
    ];

    private static readonly string[] Resolve =
    [
        .. HostileUrls.Names.Select(name => $"--resolve={name.Key}={name.Value}"),
        $"--resolve=example.com={PublicV4}",
        $"--resolve=www.example.com={PublicV4},2606:2800:220:1::1",
        $"--resolve=localhost.example.com={PublicV4}",
        $"--resolve=b\u00fccher.example={PublicV4}",
        "--resolve=six.example.com=2606:2800:220:1::1",
    ];

    [Fact]
    [Trait("Row", "I-164")]
    [Trait("Row", "I-174")]
    [Trait("Row", "I-175")]
    [Trait("Row", "I-177")]
    [Trait("Row", "A-010")]
    [Trait("Row", "A-014")]
    [Trait("Row", "A-017")]
    public async Task Every_published_way_around_is_denied_with_its_reason()
    {
        var lines = HostileUrls.All;
        Assert.True(lines.Count >= 60);

        var answers = await BatchAsync([.. lines.Select(hostile => $"GET {hostile.Url}")]);

        Assert.Equal(lines.Count, answers.Count);
        var wrong = lines
            .Zip(answers)
            .Where(pair => pair.Second.Text("decision") != "deny" || Word(pair.Second) != pair.First.Reason)
            .Select(pair => $"{pair.First.Url} ({pair.First.Trick}): {pair.Second}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_good_address_is_allowed_in_its_canonical_form()
    {
        Assert.True(Good.Length >= 15);

        var answers = await BatchAsync([.. Good.Select(good => $"{good.Method} {good.Url}")]);

        Assert.Equal(Good.Select(good => $"allow {good.Target}"), answers.Select(a => $"{a.Text("decision")} {a.Text("target")}"));
        Assert.All(
            answers,
            answer =>
            {
                Assert.NotEmpty(answer.GetProperty("addresses").EnumerateArray());
                Assert.All(answer.GetProperty("addresses").EnumerateArray(), address => Assert.Equal("public", address.Text("class")));
                Assert.Equal("addresses", answer.GetProperty("rules_tried").EnumerateArray().Last().GetString());
            }
        );
    }

    [Fact]
    public async Task A_batch_answers_every_line_in_order_whatever_it_holds()
    {
        string[] lines =
        [
            "",
            "GET https://example.com/1",
            "   ",
            "GET",
            "GET ",
            "nonsense",
            "TRACE https://example.com/",
            "GET https://example.com/2\r",
            "GET https://exam\rple.com/",
            "\tGET https://example.com/3",
            "GET https://example.com/" + new string('a', 100_000),
            "CONNECT example.com:443",
            "POST http://example.com/",
            .. Enumerable.Range(0, 2_000).Select(number => $"GET http://10.{number / 250}.{number % 250}.1/"),
            "GET https://example.com/last",
        ];

        var answers = await BatchAsync(lines);

        string[] first =
        [
            "allow public",
            "deny no_url",
            "deny not_a_url",
            "deny no_url",
            "deny unknown_method",
            "allow public",
            "deny control_character",
            "allow public",
            "deny too_long",
            "deny no_tunnel",
            "deny https_only",
        ];
        Assert.Equal(first, answers.Take(first.Length).Select(answer => $"{answer.Text("decision")} {Word(answer)}"));
        Assert.Equal(first.Length + 2_001, answers.Count);
        Assert.Equal("https://example.com/last", answers[^1].Text("target"));
        Assert.All(answers, answer => Assert.Equal(Members, answer.EnumerateObject().Select(member => member.Name)));
    }

    [Fact]
    public async Task Json_has_exactly_its_members()
    {
        var result = await GatehouseProcess.RunAloneAsync(["egress", "explain", "GET", "https://EXAMPLE.com", "--json", .. Resolve]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        var answer = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(Members, answer.EnumerateObject().Select(member => member.Name));
        var address = Assert.Single(answer.GetProperty("addresses").EnumerateArray());
        Assert.Equal(["ip", "class"], address.EnumerateObject().Select(member => member.Name));
        Assert.Equal((PublicV4, "public"), (address.Text("ip"), address.Text("class")));
        Assert.Equal(
            ["parse", "method", "metadata", "configured_endpoint", "forbidden_names", "literal_address", "caller", "resolve", "addresses"],
            answer.GetProperty("rules_tried").EnumerateArray().Select(rule => rule.GetString())
        );
        Assert.Matches("^[a-z_]+: [A-Z].*[.]$", answer.Text("reason"));
    }

    [Fact]
    public async Task What_does_not_parse_has_no_target_and_is_still_explained()
    {
        var result = await GatehouseProcess.RunAloneAsync(["egress", "explain", "GET", "@https://example.com/", "--json"]);

        Assert.Equal(0, result.ExitCode);
        var answer = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("target").ValueKind);
        Assert.Equal("not_a_url", Word(answer));
    }

    [Fact]
    public async Task People_read_it_in_words()
    {
        var result = await GatehouseProcess.RunAloneAsync(["egress", "explain", "GET", "https://0x7f.1/"]);

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("deny  private_address: ", result.Output, StringComparison.Ordinal);
        Assert.Contains("https://127.0.0.1/", result.Output, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1 (loopback)", result.Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    [Trait("Row", "A-083")]
    public async Task A_name_is_asked_of_the_system_and_unknown_is_denied()
    {
        PocketInternet.Shared.Dns.Address("explained.example.com", PublicV4);
        PocketInternet.Shared.Dns.Alias("alias.explained.example.com", "target.explained.example.com");
        PocketInternet.Shared.Dns.Address("target.explained.example.com", "10.0.0.7");

        var answers = await BatchAsync([
            "GET https://explained.example.com/",
            "GET https://alias.explained.example.com/",
            "GET https://nowhere.explained.example.com/",
        ]);

        Assert.Equal(["public", "private_address", "unresolved"], answers.Select(Word));
        Assert.Contains("--resolve NAME=IP", answers[2].Text("reason"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model", "http://127.0.0.1:11434/v1/chat/completions", "configured_endpoint")]
    [InlineData("model", "http://127.0.0.1:11435/v1", "private_address")]
    [InlineData("model", "https://8.8.8.8/v1", "unknown_model_server")]
    [InlineData("http", "http://127.0.0.1:11434/v1", "private_address")]
    [InlineData("http", "http://8.8.8.8/", "https_only")]
    [InlineData("web_fetch", "https://8.8.8.8/", "method_not_for_caller")]
    [InlineData("model", "http://169.254.169.254/", "metadata_address")]
    public async Task The_settings_and_the_caller_decide_too(string caller, string url, string word)
    {
        var settings = new Dictionary<string, string> { ["LLM_BASE_URL"] = "http://127.0.0.1:11434/v1" };

        var result = await GatehouseProcess.RunAloneAsync(["egress", "explain", "POST", url, "--caller", caller, "--json"], settings);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(word, Word(JsonDocument.Parse(result.Output).RootElement));
    }

    [Theory]
    [InlineData("There is no caller nobody", "GET", "https://example.com/", "--caller", "nobody")]
    [InlineData("Name a method and an address", "GET")]
    [InlineData("must be NAME=IP[,IP]", "GET", "https://example.com/", "--resolve", "example.com")]
    [InlineData("must be NAME=IP[,IP]", "GET", "https://example.com/", "--resolve", "127.0.0.1=8.8.8.8")]
    [InlineData("is no IP address", "GET", "https://example.com/", "--resolve", "example.com=8.8.8.8,x")]
    [InlineData("leave out METHOD and URL", "GET", "https://example.com/", "--batch")]
    public async Task Wrong_usage_says_what_would_work(string says, params string[] arguments)
    {
        var result = await GatehouseProcess.RunAloneAsync(["egress", "explain", .. arguments]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(says, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_has_examples()
    {
        var result = await GatehouseProcess.RunAloneAsync(["egress", "explain", "--help"]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Contains("--resolve", result.Output, StringComparison.Ordinal);
    }

    private static readonly string[] Members = ["target", "rules_tried", "addresses", "decision", "reason"];

    private static string Word(JsonElement answer) => answer.Text("reason").Split(':')[0];

    private static async Task<IReadOnlyList<JsonElement>> BatchAsync(IReadOnlyList<string> lines)
    {
        var result = await GatehouseProcess.RunAloneAsync(
            ["egress", "explain", "--batch", .. Resolve],
            input: string.Concat(lines.Select(line => line + "\n"))
        );
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
