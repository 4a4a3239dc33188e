using System.Collections.Immutable;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Policy;

/// <summary>The policy table as input → decision and reason. Names of the rows are those of the design.</summary>
public sealed class GatePolicyTests
{
    private const string ModelServer = "http://127.0.0.1:11434/v1/chat/completions";
    private static readonly FakeClock Clock = new();

    private static readonly ImmutableArray<ConfiguredEndpoint> Endpoints =
    [
        new(EffectCallers.Model, Some.Host("127.0.0.1"), 11434),
        new(EffectCallers.Model, Some.Host("models.example"), 443),
        new(EffectCallers.Model, Some.Host("169.254.169.254"), 80),
        new(EffectCallers.Model, Some.Host("metadata.google.internal"), 80),
    ];

    public static TheoryData<string, Effect, Decision> AnyContext =>
        new()
        {
            { "1 model in this process", SomeEffect.Model(), Allow },
            { "1 configured model server", SomeEffect.Model("https://models.example/v1"), Allow },
            { "1 configured private model server", SomeEffect.Model(ModelServer), Allow },
            { "1 another model server", SomeEffect.Model("https://other.example/v1"), Deny(DenyReason.UnknownModelServer) },
            { "1 another port of it", SomeEffect.Model("https://models.example:8443/v1"), Deny(DenyReason.UnknownModelServer) },
            { "2 pure function", SomeEffect.Time(), Allow },
            { "2 read memory", SomeEffect.Read(), Allow },
            { "6 write memory", SomeEffect.Write(), Allow },
            { "2 extract from memory", SomeEffect.Extract(url: null, path: "notes/me.md"), Allow },
            { "11 an extraction of a private page", SomeEffect.Extract("https://10.0.0.1/"), Deny(DenyReason.PrivateAddress) },
            { "11 an extraction of a local name", SomeEffect.Extract("https://localhost/"), Deny(DenyReason.LocalName) },
            { "11 a private port that is not configured", SomeEffect.Model("http://127.0.0.1:11435/"), Deny(DenyReason.PrivateAddress) },
            { "11 metadata even if configured", SomeEffect.Model("http://169.254.169.254/"), Deny(DenyReason.MetadataAddress) },
            {
                "11 metadata by name even if configured",
                SomeEffect.Model("http://metadata.google.internal/"),
                Deny(DenyReason.MetadataAddress)
            },
            { "11 configured for another caller", SomeEffect.Page(ModelServer), Deny(DenyReason.PrivateAddress) },
            { "11 configured for another caller", SomeEffect.Post("https://127.0.0.1:11434/"), Deny(DenyReason.PrivateAddress) },
            { "11 loopback", SomeEffect.Page("http://127.0.0.1/"), Deny(DenyReason.PrivateAddress) },
            { "11 loopback v6", SomeEffect.Page("http://[::1]/"), Deny(DenyReason.PrivateAddress) },
            { "11 private", SomeEffect.Post("https://10.0.0.1/"), Deny(DenyReason.PrivateAddress) },
            { "11 link-local", SomeEffect.Page("http://169.254.1.1/"), Deny(DenyReason.PrivateAddress) },
            { "11 mapped", SomeEffect.Page("http://[::ffff:10.0.0.1]/"), Deny(DenyReason.PrivateAddress) },
            { "11 mapped metadata", SomeEffect.Page("http://[::ffff:169.254.169.254]/"), Deny(DenyReason.MetadataAddress) },
            { "11 localhost", SomeEffect.Page("http://localhost/"), Deny(DenyReason.LocalName) },
            { "11 below localhost", SomeEffect.Post("https://a.localhost/"), Deny(DenyReason.LocalName) },
            { "11 .internal", SomeEffect.Page("https://db.internal/"), Deny(DenyReason.LocalName) },
            { "11 metadata by name", SomeEffect.Page("http://metadata.google.internal/"), Deny(DenyReason.MetadataAddress) },
            { "4 no TLS", SomeEffect.Post("http://api.example/v1/things"), Deny(DenyReason.HttpsOnly) },
        };

    public static TheoryData<string, Effect, Decision, Decision, Decision> ByContext =>
        new()
        {
            // row, effect, clean assistant, tainted assistant, owner
            { "3 page", SomeEffect.Page(), Allow, AskPrivate, Allow },
            { "3 page on another port", SomeEffect.Page("https://news.example:8443/"), AskPort, AskPort, Allow },
            { "3 page without TLS", SomeEffect.Page("http://news.example/"), Allow, AskPrivate, Allow },
            { "3 extract from a page", SomeEffect.Extract(), Allow, AskPrivate, Allow },
            { "3 extract on another port", SomeEffect.Extract("https://news.example:8443/"), AskPort, AskPort, Allow },
            { "12 delete memory", SomeEffect.Delete(), AskDeletion, AskDeletion, Allow },
            { "12 delete an identity file", SomeEffect.Delete("USER.md"), AskDeletion, AskDeletion, Allow },
            { "4 request", SomeEffect.Post(), AskRequest, AskRequest, Allow },
            { "4 reading request", SomeEffect.Get(), AskRequest, AskRequest, Allow },
        };

    private static Decision Allow => new Decision.Allow();

    private static Decision AskPrivate => new Decision.Ask(AskReason.MayCarryPrivateData, Grantable: false);

    private static Decision AskPort => new Decision.Ask(AskReason.UnusualPort, Grantable: false);

    private static Decision AskDeletion => new Decision.Ask(AskReason.Deletes, Grantable: false);

    private static Decision AskRequest => new Decision.Ask(AskReason.RequestEachTime, Grantable: true);

    [Theory]
    [Trait("Row", "I-173")]
    [Trait("Row", "I-175")]
    [Trait("Row", "I-177")]
    [Trait("Row", "I-218")]
    [MemberData(nameof(AnyContext))]
    public void Some_answers_do_not_depend_on_who_asks_and_what_he_has_read(string row, Effect effect, Decision expected)
    {
        foreach (var context in new[] { Contexts.Clean, Contexts.Tainted, Contexts.ByOwner })
        {
            Assert.Equal(expected, Decide(effect, context));
            Assert.Equal(Number(row), RowOf(effect, context));
        }
    }

    [Theory]
    [Trait("Row", "I-183")]
    [MemberData(nameof(ByContext))]
    public void Some_answers_do(string row, Effect effect, Decision clean, Decision tainted, Decision owner)
    {
        Assert.All([Contexts.Clean, Contexts.Tainted, Contexts.ByOwner], context => Assert.Equal(Number(row), RowOf(effect, context)));
        Assert.Equal(clean, Decide(effect, Contexts.Clean));
        Assert.Equal(tainted, Decide(effect, Contexts.Tainted));
        Assert.Equal(owner, Decide(effect, Contexts.ByOwner));
    }

    [Theory]
    [Trait("Invariant", "G6")]
    [Trait("Row", "I-183")]
    [MemberData(nameof(ByContext))]
    public void An_approval_turns_an_ask_into_an_allow(string row, Effect effect, Decision clean, Decision tainted, Decision owner)
    {
        Assert.NotEmpty(row);
        Assert.IsType<Decision.Allow>(owner);
        Assert.Equal(clean is Decision.Ask, Approved(effect, Contexts.Clean, effect) is Decision.Allow { ByApproval: true });
        Assert.Equal(tainted is Decision.Ask, Approved(effect, Contexts.Tainted, effect) is Decision.Allow { ByApproval: true });
    }

    [Theory]
    [Trait("Invariant", "G6")]
    [MemberData(nameof(AnyContext))]
    public void An_approval_never_turns_a_denial(string row, Effect effect, Decision expected)
    {
        Assert.NotEmpty(row);
        Assert.Equal(expected, Approved(effect, Contexts.Clean, effect));
        Assert.Equal(expected, Approved(effect, Contexts.Tainted, effect));
    }

    [Fact]
    [Trait("Invariant", "G6")]
    public void An_approval_for_other_bytes_does_nothing()
    {
        Assert.Equal(AskRequest, Approved(SomeEffect.Post(body: "a"), Contexts.Clean, SomeEffect.Post(body: "b")));
        Assert.Equal(AskRequest, Approved(SomeEffect.Post(), Contexts.Clean, SomeEffect.Post("https://api.example/v1/thing")));
        Assert.Equal(AskPrivate, Approved(SomeEffect.Page(), Contexts.Tainted, SomeEffect.Page("https://news.example/")));
    }

    [Theory]
    [InlineData("https://api.example/v1/things", WebMethod.Post, true)]
    [InlineData("https://api.example/v1/things?q=1", WebMethod.Post, true)]
    [InlineData("https://api.example/v1/things/7", WebMethod.Post, false)]
    [InlineData("https://api.example/v1/thingsevil", WebMethod.Post, false)]
    [InlineData("https://api.example/v1", WebMethod.Post, false)]
    [InlineData("https://api.example/v1/%74hings", WebMethod.Post, false)]
    [InlineData("https://api.example/v1/things", WebMethod.Put, false)]
    [InlineData("https://api.example:8443/v1/things", WebMethod.Post, false)]
    [InlineData("https://sub.api.example/v1/things", WebMethod.Post, false)]
    [InlineData("https://xapi.example/v1/things", WebMethod.Post, false)]
    public void A_grant_covers_its_host_port_method_and_path(string url, WebMethod method, bool covered)
    {
        var effect = SomeEffect.Request(method, url);
        var grant = Grant("api.example");
        Assert.Equal(covered ? new Decision.Allow(grant.Id) : AskRequest, Decide(effect, Contexts.Clean, grant));
        Assert.Equal(covered ? new Decision.Allow(grant.Id) : AskRequest, Decide(effect, Contexts.Tainted, grant));
    }

    [Theory]
    [InlineData("X-HTTP-Method-Override")]
    [InlineData("X-Original-URL")]
    [InlineData("Authorization")]
    public void A_grant_does_not_cover_headers_that_could_make_it_another_request(string name)
    {
        var effect = SomeEffect.Request(WebMethod.Post, "https://api.example/v1/things", "{}", new HeaderField(name, "x"));
        Assert.Equal(AskRequest, Decide(effect, Contexts.Clean, Grant("api.example")));
    }

    [Theory]
    [InlineData("USER.md", true)]
    [InlineData("user.MD", true)]
    [InlineData("notes/SOUL.md", true)]
    [InlineData("notes/me.md", false)]
    public void Untrusted_text_writes_no_identity_file(string path, bool identity)
    {
        var expected = identity ? new Decision.Deny(DenyReason.IdentityFile) : (Decision)new Decision.Allow();
        Assert.Equal(expected, Decide(new WriteMemory(path, "x", Append: true), Contexts.Tainted));
        Assert.Equal(new Decision.Allow(), Decide(new WriteMemory(path, "x", Append: true), Contexts.Clean));
    }

    [Fact]
    public void Untrusted_text_replaces_no_memory_without_a_question()
    {
        var asks = new Decision.Ask(AskReason.ReplacesMemory, Grantable: false);
        Assert.Equal(asks, Decide(new WriteMemory("notes/me.md", "x", Append: false), Contexts.Tainted));
        Assert.Equal(new Decision.Allow(), Decide(new WriteMemory("notes/me.md", "x", Append: false), Contexts.Clean));
    }

    [Fact]
    public void A_wildcard_grant_covers_below_and_not_the_apex()
    {
        Assert.IsType<Decision.Allow>(Decide(SomeEffect.Post("https://a.b.example/v1/things"), Contexts.Clean, Grant("*.b.example")));
        Assert.Equal(AskRequest, Decide(SomeEffect.Post("https://b.example/v1/things"), Contexts.Clean, Grant("*.b.example")));
    }

    [Fact]
    public void A_grant_ends_at_its_moment()
    {
        var now = Clock.GetUtcNow();
        Assert.IsType<Decision.Allow>(Decide(SomeEffect.Post(), Contexts.Clean, Grant("api.example") with { Expires = now.AddTicks(1) }));
        Assert.Equal(AskRequest, Decide(SomeEffect.Post(), Contexts.Clean, Grant("api.example") with { Expires = now }));
    }

    [Fact]
    [Trait("Row", "I-173")]
    public void A_grant_is_never_good_for_plain_http_or_a_denied_target()
    {
        var http = SomeEffect.Post("http://api.example/v1/things");
        Assert.Equal(Deny(DenyReason.HttpsOnly), Decide(http, Contexts.Clean, Grant("api.example") with { Port = 80 }));
        Assert.False((Grant("api.example") with { Port = 80 }).Covers(http, Clock.GetUtcNow()));
        Assert.Equal(
            Deny(DenyReason.PrivateAddress),
            Decide(SomeEffect.Post("https://10.0.0.1/v1/things"), Contexts.Clean, Grant("10.0.0.1"))
        );
    }

    [Fact]
    public void A_grant_is_for_requests_and_not_for_pages() =>
        Assert.Equal(
            AskPrivate,
            Decide(SomeEffect.Page("https://api.example/v1/things"), Contexts.Tainted, Grant("api.example") with { Method = WebMethod.Get })
        );

    [Fact]
    [Trait("Invariant", "G10")]
    public void An_exception_in_a_decision_is_a_denial()
    {
        var broken = new GatePolicy(Endpoints, new BrokenClock());
        Assert.Equal(Deny(DenyReason.DecisionFailed), broken.Decide(SomeEffect.Post(), Contexts.Clean, [], null));
        Assert.Equal(
            Deny(DenyReason.DecisionFailed),
            new GatePolicy(Endpoints, Clock).Decide(SomeEffect.Post(), Contexts.Clean, null!, null)
        );
        Assert.Equal(Deny(DenyReason.DecisionFailed), new GatePolicy(default, Clock).Decide(SomeEffect.Page(), Contexts.Clean, [], null));
    }

    [Fact]
    [Trait("Invariant", "G10")]
    public void An_approval_does_not_help_where_the_decision_fails()
    {
        var effect = new Compute("\ud800", "");
        var approval = new Approval(1, Digest.Of([]));
        Assert.Equal(
            Deny(DenyReason.DecisionFailed),
            new GatePolicy(default, Clock).Decide(SomeEffect.Page(), Contexts.Clean, [], approval)
        );
        Assert.IsNotType<Decision.Ask>(new GatePolicy(Endpoints, Clock).Decide(effect, Contexts.Clean, [], approval));
    }

    [Fact]
    public void Every_refusal_has_a_sentence()
    {
        Assert.All(Enum.GetValues<DenyReason>(), reason => Assert.NotEqual("Refused.", DenyReasonText.Describe(reason)));
        Assert.All(Enum.GetValues<AskReason>(), reason => Assert.NotEqual("The policy asks.", DenyReasonText.Describe(reason)));
    }

    [Fact]
    public void An_approval_keeps_the_row_that_asked()
    {
        var decision = new GatePolicy(Endpoints, Clock).Decide(SomeEffect.Delete(), Contexts.Clean, [], Approval(SomeEffect.Delete()));
        Assert.Equal(new Decision.Allow(ByApproval: true) { Row = PolicyRow.Deletions }, decision);
    }

    [Fact]
    public void A_grant_never_covers_a_deletion() =>
        Assert.Equal(AskDeletion, Decide(SomeEffect.Delete("v1/things"), Contexts.Clean, Grant("api.example")));

    private static Decision.Deny Deny(DenyReason reason) => new(reason);

    private static Decision Decide(Effect effect, EffectContext context, params Grant[] grants) =>
        new GatePolicy(Endpoints, Clock).Decide(effect, context, grants, approval: null) with
        {
            Row = null,
        };

    private static Decision Approved(Effect effect, EffectContext context, Effect approved) =>
        new GatePolicy(Endpoints, Clock).Decide(effect, context, [], Approval(approved)) with
        {
            Row = null,
        };

    private static Approval Approval(Effect approved) => new(1, Digest.Of(EffectCodec.Encode(approved)));

    private static PolicyRow? RowOf(Effect effect, EffectContext context) =>
        new GatePolicy(Endpoints, Clock).Decide(effect, context, [], approval: null).Row;

    // Rows of the tables are named by their number in the design.
    private static PolicyRow? Number(string row) =>
        (PolicyRow)int.Parse(row.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static Grant Grant(string host) =>
        new("g1", Some.Pattern(host), 443, WebMethod.Post, Some.Prefix("/v1/things"), Clock.GetUtcNow(), Expires: null);

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("no battery");
    }
}
