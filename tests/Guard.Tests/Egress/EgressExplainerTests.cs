using System.Net;
using System.Net.Sockets;
using Gatehouse.Egress.Dialling;
using Gatehouse.Egress.Explaining;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Egress;

public sealed class EgressExplainerTests
{
    [Theory]
    [InlineData(
        "GET",
        "https://news.example/",
        "public",
        "parse method metadata configured_endpoint forbidden_names literal_address caller resolve addresses"
    )]
    [InlineData(
        "GET",
        "https://8.8.8.8/",
        "public",
        "parse method metadata configured_endpoint forbidden_names literal_address caller addresses"
    )]
    [InlineData(
        "GET",
        "https://lan.example/",
        "private_address",
        "parse method metadata configured_endpoint forbidden_names literal_address caller resolve addresses"
    )]
    [InlineData(
        "GET",
        "https://nowhere.example/",
        "unresolved",
        "parse method metadata configured_endpoint forbidden_names literal_address caller resolve"
    )]
    [InlineData(
        "GET",
        "https://empty.example/",
        "unresolved",
        "parse method metadata configured_endpoint forbidden_names literal_address caller resolve"
    )]
    [InlineData(
        "POST",
        "http://news.example/",
        "https_only",
        "parse method metadata configured_endpoint forbidden_names literal_address caller"
    )]
    [InlineData("GET", "https://127.1/", "private_address", "parse method metadata configured_endpoint forbidden_names literal_address")]
    [InlineData("GET", "https://localhost/", "local_name", "parse method metadata configured_endpoint forbidden_names")]
    [InlineData("GET", "https://169.254.169.254/", "metadata_address", "parse method metadata")]
    [InlineData("GET", "https://metadata/", "metadata_address", "parse method metadata")]
    [InlineData("TRACE", "https://news.example/", "unknown_method", "parse method")]
    [InlineData("", "https://news.example/", "unknown_method", "parse method")]
    [InlineData("GET", "", "not_a_url", "parse")]
    [InlineData("GET", "https://a@news.example/", "user_info", "parse")]
    [InlineData("CONNECT", "news.example:443", "no_tunnel", "parse tunnel")]
    [InlineData("CONNECT", "news.example:22", "tunnel_port", "parse tunnel")]
    [InlineData("CONNECT", "news.example", "bad_port", "parse")]
    [InlineData("CONNECT", "https://news.example/", "bad_port", "parse")]
    public async Task Names_the_rules_that_were_asked_and_the_one_that_decided(string method, string url, string word, string rules)
    {
        var answer = await Explainer().ExplainAsync(method, url, EgressExplainer.DefaultCaller(method), CancellationToken.None);

        Assert.Equal((word, rules), (answer.Reason.Split(':')[0], string.Join(' ', answer.RulesTried)));
        Assert.Equal(word == "public", answer.Allowed);
        Assert.Equal(answer.RulesTried.Count == 1, answer.Target is null);
    }

    [Fact]
    public async Task A_configured_endpoint_is_for_its_caller_and_still_never_metadata()
    {
        var explainer = Explainer();
        Task<EgressAnswer> Ask(string url, string caller) => explainer.ExplainAsync("POST", url, caller, CancellationToken.None);

        Assert.StartsWith(
            "configured_endpoint: ",
            (await Ask(EgressRig.ModelServer, EffectCallers.Model)).Reason,
            StringComparison.Ordinal
        );
        Assert.True((await Ask("http://MODELS.example:8080/v1", EffectCallers.Model)).Allowed);
        Assert.False((await Ask("http://models.example:8081/v1", EffectCallers.Model)).Allowed);
        Assert.False((await Ask("http://models.example:8080/v1", EffectCallers.Http)).Allowed);
        Assert.False((await Ask("https://news.example/", EffectCallers.Model)).Allowed);
        Assert.False((await Ask("http://localhost:11434/", EffectCallers.Model)).Allowed);
        Assert.Equal(
            "parse method metadata configured_endpoint caller addresses",
            Rules(await Ask(EgressRig.ModelServer, EffectCallers.Model))
        );
    }

    /// <summary>What it says is what happens: the same table through the lease, for each caller.</summary>
    [Fact]
    [Trait("Row", "A-010")]
    [Trait("Row", "A-082")]
    [Trait("Row", "A-083")]
    [Trait("Row", "A-099")]
    [Trait("Row", "I-176")]
    [Trait("Row", "I-218")]
    [Trait("Invariant", "G2")]
    public async Task Every_caller_gives_the_same_verdict_as_the_explanation()
    {
        var explainer = Explainer();
        using var rig = new EgressRig();
        Teach(rig.Resolver);
        foreach (var hostile in HostileUrls.All)
        {
            foreach (var caller in EffectCallers.All)
            {
                var method = caller == EffectCallers.Model ? "POST" : "GET";
                Assert.False((await explainer.ExplainAsync(method, hostile.Url, caller, CancellationToken.None)).Allowed, hostile.Url);
            }

            if (RequestTarget.TryParse(hostile.Url, out var target, out _))
            {
                await rig.RefusedAsync(SomeEffect.Page(target.Url));
                await rig.RefusedAsync(SomeEffect.Get(target.Url));
                await rig.RefusedAsync(SomeEffect.Model(target.Url));
            }
        }

        Assert.Empty(rig.Dialer.Dialled);
        Assert.All(rig.Resolver.Asked, name => Assert.EndsWith(".example.com", name));
        Assert.True((await explainer.ExplainAsync("GET", "http://news.example/", EffectCallers.WebFetch, CancellationToken.None)).Allowed);
        Assert.Equal("ok", await rig.FetchAsync(SomeEffect.Page("http://news.example/")));
    }

    [Fact]
    public async Task Given_addresses_are_used_and_the_name_is_not_asked_for()
    {
        var resolver = new FakeResolver();
        var given = new Dictionary<string, IReadOnlyList<IPAddress>> { ["a.example"] = [IPAddress.Loopback] };

        var addresses = await new GivenAddresses(given, resolver).ResolveAsync(
            Some.Host("A.example"),
            asWritten: true,
            CancellationToken.None
        );

        Assert.Equal([IPAddress.Loopback], addresses);
        Assert.Empty(resolver.Asked);
    }

    [Fact]
    public async Task A_name_is_asked_for_once()
    {
        var resolver = new FakeResolver().Answer("a.example", "8.8.8.8").Answer("a.example", "127.0.0.1");
        var patient = new PatientResolver(resolver, new FakeClock());

        var first = await patient.ResolveAsync(Some.Host("a.example"), asWritten: true, CancellationToken.None);

        Assert.Equal(first, await patient.ResolveAsync(Some.Host("a.example"), asWritten: true, CancellationToken.None));
        Assert.Equal(["a.example"], resolver.Asked);
    }

    [Fact]
    public async Task Where_nobody_answers_the_waiting_ends()
    {
        var clock = new FakeClock();
        var silent = new SilentResolver();
        var patient = new PatientResolver(silent, clock);
        var waiting = Enumerable
            .Range(0, 20)
            .Select(n => patient.ResolveAsync(Some.Host($"n{n}.example"), asWritten: true, CancellationToken.None))
            .ToList();

        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        await Assert.ThrowsAsync<SocketException>(() => Task.WhenAll(waiting));
        await Assert.ThrowsAsync<SocketException>(() =>
            patient.ResolveAsync(Some.Host("late.example"), asWritten: true, CancellationToken.None)
        );
        Assert.Equal(20, silent.Asked);
    }

    private static string Rules(EgressAnswer answer) => string.Join(' ', answer.RulesTried);

    private static EgressExplainer Explainer() =>
        new([.. EgressRig.Endpoints], Teach(new FakeResolver().Answer("news.example", EgressRig.Public)), new FakeClock());

    private static FakeResolver Teach(FakeResolver resolver)
    {
        foreach (var (name, addresses) in HostileUrls.Names)
        {
            resolver.Answer(name, addresses.Split(','));
        }

        return resolver
            .Answer("lan.example", "10.0.0.1")
            .Answer("empty.example")
            .Answer("models.example", "192.168.1.5")
            .Answer("localhost", "8.8.8.8");
    }

    private sealed class SilentResolver : IResolver
    {
        public int Asked { get; private set; }

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(HostName host, bool asWritten, CancellationToken ct)
        {
            Asked++;
            return new TaskCompletionSource<IReadOnlyList<IPAddress>>().Task;
        }
    }
}
