using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Guard.Tests.Leaks;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Policy;

/// <summary>The table in words has every row and every effect, and the reasons it can give can all be had.</summary>
public sealed class PolicyTableTests
{
    private static readonly FakeClock Clock = new();

    private static readonly Effect[] OneOfEach =
    [
        SomeEffect.Model(),
        SomeEffect.Page(),
        SomeEffect.Post(),
        SomeEffect.Write(),
        SomeEffect.Read(),
        SomeEffect.Delete(),
        SomeEffect.Extract(),
        SomeEffect.Extract(url: null, path: "notes/me.md"),
        SomeEffect.Settings(),
        SomeEffect.Time(),
        SomeEffect.Token(),
    ];

    [Fact]
    public void There_are_twelve_rows_in_order_in_every_preset()
    {
        Assert.Equal(12, Enum.GetValues<PolicyRow>().Length);
        Assert.All(
            Enum.GetValues<PolicyPreset>(),
            preset => Assert.Equal(Enum.GetValues<PolicyRow>(), PolicyTable.Of(preset).Select(row => row.Row))
        );
    }

    [Fact]
    public void Each_effect_is_decided_by_a_row_that_lists_it()
    {
        Assert.Equal(Enum.GetValues<EffectKind>().Order(), OneOfEach.Select(effect => effect.Kind).Distinct().Order());
        var rows = PolicyTable.Of(PolicyPreset.Balanced).ToDictionary(row => row.Row);
        Assert.All(OneOfEach, effect => Assert.Contains(effect.Kind, rows[Decide(effect, Contexts.Clean).Row!.Value].Kinds));
        // And no row lists what another decides.
        var decided = OneOfEach.Select(effect => (Decide(effect, Contexts.Clean).Row!.Value, effect.Kind)).Order();
        Assert.Equal(decided, rows.Values.SelectMany(row => row.Kinds.Select(kind => (row.Row, kind))).Order());
    }

    [Fact]
    public void Presets_differ_in_rows_3_and_6_only()
    {
        var (balanced, strict) = (PolicyTable.Of(PolicyPreset.Balanced), PolicyTable.Of(PolicyPreset.Strict));
        Assert.Equal(
            [PolicyRow.Pages, PolicyRow.MemoryWrites],
            balanced.Zip(strict).Where(pair => pair.First != pair.Second).Select(pair => pair.First.Row)
        );
        Assert.Equal(balanced, PolicyTable.Of(PolicyPreset.Autonomous));
    }

    [Fact]
    public void An_effect_without_a_rule_is_denied()
    {
        foreach (var preset in Enum.GetValues<PolicyPreset>())
        {
            var policy = new GatePolicy([], Clock, preset);
            Assert.All(
                [Contexts.Clean, Contexts.Tainted, Contexts.ByOwner],
                context => Assert.Equal(new Decision.Deny(DenyReason.NoRule), policy.Decide(new Unheard(), context, [], null))
            );
        }
    }

    [Fact]
    public async Task Every_reason_to_refuse_can_be_had()
    {
        await using var rig = await Gate.Rig.StartAsync(options: new Gatehouse.Gate.GateOptions { MaxPendingApprovals = 0 });
        var full = Assert.IsType<Gatehouse.Gate.GateResult.Denied>(await rig.RunAsync(SomeEffect.Post()));
        Decision[] denials =
        [
            Decide(new Unheard(), Contexts.Clean),
            new GatePolicy(default, Clock).Decide(SomeEffect.Page(), Contexts.Clean, [], null),
            Decide(SomeEffect.Page("https://localhost/"), Contexts.Clean),
            Decide(SomeEffect.Page("https://10.0.0.1/"), Contexts.Clean),
            Decide(SomeEffect.Page("http://169.254.169.254/"), Contexts.Clean),
            Decide(SomeEffect.Post("http://api.example/"), Contexts.Clean),
            Decide(new WriteMemory("USER.md", "x", Append: true), Contexts.Tainted),
            new Decision.Deny(full.Reason),
            Decide(SomeEffect.Model("https://models.example/v1"), Contexts.Clean),
            Decide(new WriteMemory("notes.md", $"my key is {SecretText.Key}", Append: true), Contexts.Clean),
            Decide(SomeEffect.Page(), Inside(SomeEffect.Extract("https://other.example/"))),
            Decide(SomeEffect.Settings(), Contexts.Clean),
        ];
        Assert.Equal(Enum.GetValues<DenyReason>(), denials.Cast<Decision.Deny>().Select(deny => deny.Reason).Order());
    }

    [Fact]
    [Trait("Invariant", "G6")]
    public void Only_the_owner_changes_settings_and_no_approval_helps_anybody_else()
    {
        var change = SomeEffect.Settings();
        var approval = new Approval(1, Digest.Of(EffectCodec.Encode(change)));
        foreach (var preset in Enum.GetValues<PolicyPreset>())
        {
            var policy = new GatePolicy([], Clock, preset);
            Assert.IsType<Decision.Allow>(policy.Decide(change, Contexts.ByOwner, [], null));
            Assert.All(
                [Contexts.Clean, Contexts.Tainted],
                context =>
                    Assert.Equal(
                        new Decision.Deny(DenyReason.OwnersAlone) { Row = PolicyRow.Authority },
                        policy.Decide(change, context, [], approval)
                    )
            );
        }
    }

    [Fact]
    public void Every_reason_to_ask_can_be_had()
    {
        var led = Reading.Context(Caller.Assistant, [Contexts.Page("see https://news.example/today")], GatePolicy.MaxCopiedReads);
        var strict = new GatePolicy([], Clock, PolicyPreset.Strict);
        Decision[] questions =
        [
            Decide(SomeEffect.Post(), Contexts.Clean),
            Decide(SomeEffect.Page(), Contexts.Tainted),
            Decide(SomeEffect.Page(), led),
            Decide(new WriteMemory("a.md", "x", Append: false), Contexts.Tainted),
            Decide(SomeEffect.Page("https://news.example:8443/"), Contexts.Clean),
            strict.Decide(SomeEffect.Page(), Contexts.Clean, [], null),
            strict.Decide(SomeEffect.Write(), Contexts.Tainted, [], null),
            Decide(SomeEffect.Delete(), Contexts.Clean),
        ];
        Assert.Equal(Enum.GetValues<AskReason>(), questions.Cast<Decision.Ask>().Select(ask => ask.Reason));
        Assert.All(questions.Cast<Decision.Ask>(), ask => Assert.Equal(ask.Reason.Row(), ask.Row));
        Assert.Equal([AskReason.RequestEachTime], questions.Cast<Decision.Ask>().Where(ask => ask.Grantable).Select(ask => ask.Reason));
    }

    [Fact]
    public void An_extraction_s_parts_are_allowed_and_nothing_else()
    {
        var page = Inside(SomeEffect.Extract("https://news.example:8443/a"));
        Assert.IsType<Decision.Allow>(Decide(SomeEffect.Page("https://news.example:8443/a"), page));
        Assert.IsType<Decision.Allow>(Decide(SomeEffect.Model(), page));
        var note = Inside(SomeEffect.Extract(url: null, path: "notes/me.md"));
        Assert.IsType<Decision.Allow>(Decide(new ReadMemory("notes/me.md", "", 1), note));
        Effect[] outside =
        [
            SomeEffect.Page("https://news.example/a"),
            SomeEffect.Page("https://news.example:8443/b"),
            SomeEffect.Post("https://news.example:8443/a"),
            SomeEffect.Get("https://news.example:8443/a"),
            SomeEffect.Write(),
            SomeEffect.Read(),
            SomeEffect.Delete(),
            SomeEffect.Settings(),
            SomeEffect.Time(),
            SomeEffect.Extract("https://news.example:8443/a"),
        ];
        Assert.All(outside, effect => Assert.Equal(new Decision.Deny(DenyReason.OutsideItsTask), Decide(effect, page)));
        Assert.All(
            [new ReadMemory("notes/you.md", "", 1), new ReadMemory("notes/me.md", "tea", 1), SomeEffect.Page()],
            (Effect effect) => Assert.Equal(new Decision.Deny(DenyReason.OutsideItsTask), Decide(effect, note))
        );
    }

    [Fact]
    public void A_program_asks_the_model_and_does_nothing_else()
    {
        var program = Contexts.Of(Caller.Program, Contexts.Page("x"));
        Assert.IsType<Decision.Allow>(Decide(SomeEffect.Model(), program));
        Assert.All(
            OneOfEach.Where(effect => effect is not ModelCall),
            effect => Assert.Equal(new Decision.Deny(DenyReason.OutsideItsTask), Decide(effect, program))
        );
        var secret = SomeEffect.Model(prompt: $$"""[{"text":"my key is {{SecretText.Key}}"}]""");
        Assert.Equal(DenyReason.SecretInRequest, Assert.IsType<Decision.Deny>(Decide(secret, program)).Reason);
        Assert.IsType<Decision.Allow>(Decide(secret, Contexts.Clean));
    }

    [Fact]
    public void Only_the_owner_lets_somebody_in()
    {
        Assert.All(
            [Contexts.Clean, Contexts.Tainted],
            context =>
                Assert.Equal(new Decision.Deny(DenyReason.OwnersAlone) { Row = PolicyRow.Authority }, Decide(SomeEffect.Token(), context))
        );
        Assert.IsType<Decision.Allow>(Decide(SomeEffect.Token(), Contexts.ByOwner));
        var named = Decide(SomeEffect.Token(name: SecretText.Key), Contexts.ByOwner);
        Assert.Equal(DenyReason.SecretInRequest, Assert.IsType<Decision.Deny>(named).Reason);
    }

    [Fact]
    public void Where_an_extraction_s_part_goes_is_judged_all_the_same() =>
        Assert.Equal(
            new Decision.Deny(DenyReason.PrivateAddress) { Row = PolicyRow.PrivateTargets },
            Decide(SomeEffect.Page("https://10.0.0.1/"), Inside(SomeEffect.Extract("https://10.0.0.1/")))
        );

    [Fact]
    [Trait("Invariant", "G10")]
    public void An_exception_in_any_row_is_a_denial()
    {
        var failed = new Decision.Deny(DenyReason.DecisionFailed);
        var policy = new GatePolicy([], Clock);
        var broken = Contexts.Of(Caller.Assistant, Contexts.Page("x"), new ContextItem(Label.OfOwner, "owner", null!));
        Assert.Equal(failed, new GatePolicy(default, Clock).Decide(SomeEffect.Page(), Contexts.Clean, [], null));
        Assert.Equal(failed, new GatePolicy(default, Clock).Decide(SomeEffect.Model("https://models.example/"), Contexts.Clean, [], null));
        Assert.Equal(failed, policy.Decide(SomeEffect.Page(), broken, [], null));
        Assert.Equal(failed, policy.Decide(SomeEffect.Extract(), broken, [], null));
        Assert.Equal(failed, policy.Decide(SomeEffect.Post(), Contexts.Clean, null!, null));
        Assert.Equal(failed, policy.Decide(new WriteMemory(null!, "x", Append: true), Contexts.Tainted, [], null));
        Assert.Equal(failed, policy.Decide(SomeEffect.Delete(), null!, [], null));
    }

    private static EffectContext Inside(ExtractValue whole) =>
        new(Contexts.Thread, Contexts.Turn, Caller.Assistant, attended: true, [Contexts.Page("x")]) { Within = whole };

    private static Decision Decide(Effect effect, EffectContext context) => new GatePolicy([], Clock).Decide(effect, context, [], null);

    /// <summary>What a later version may bring: nobody has said anything about it.</summary>
    private sealed record Unheard : Effect
    {
        public override EffectKind Kind => (EffectKind)int.MaxValue;

        public override Durability Durability => Durability.Durable;

        public override Repeat Repeat => Repeat.Unsafe;

        public override string Line => "unheard of";

        internal override void Write(CanonicalWriter writer) { }
    }
}
