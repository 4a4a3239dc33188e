using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Policy;

/// <summary>What holds of any effect in any context.</summary>
[Trait("Invariant", "G6")]
public sealed class PolicyPropertyTests
{
    private static readonly FakeClock Clock = new();

    // Besides effects of any shape, those whose addresses stand in the contexts' texts.
    private static readonly Arbitrary<Effect> Effects = Gen.OneOf(
            EffectGen.Any.Generator,
            Gen.Elements<Effect>(
                SomeEffect.Page(),
                SomeEffect.Page("https://api.example/v1"),
                SomeEffect.Extract(),
                SomeEffect.Post("https://api.example/v1"),
                SomeEffect.Delete(),
                SomeEffect.Write(),
                new WriteMemory("USER.md", "x", Append: true),
                new WriteMemory("notes/me.md", "x", Append: false),
                SomeEffect.Model("https://models.example/v1"),
                SomeEffect.Page("https://10.0.0.1/")
            )
        )
        .ToArbitrary();

    private static readonly Arbitrary<(Caller Caller, ContextItem[] Items, int Pages)> Readings = Reading.Any.ToArbitrary();

    [Fact]
    [Trait("Invariant", "G8")]
    public void More_untrusted_text_never_makes_a_decision_milder() =>
        Prop.ForAll(
                Effects,
                Readings,
                Reading.Tainting.ArrayOf().ToArbitrary(),
                (effect, seen, more) =>
                    Enum.GetValues<PolicyPreset>()
                        .All(preset =>
                            Severity(preset, effect, seen.Caller, [.. seen.Items, .. more], seen.Pages)
                            >= Severity(preset, effect, seen.Caller, seen.Items, seen.Pages)
                        )
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_link_that_stands_in_a_public_text_is_the_one_exception()
    {
        Assert.Equal(1, Severity(PolicyPreset.Balanced, SomeEffect.Page(), Caller.Assistant, [Contexts.Page("x")], 0));
        var followed = Contexts.Page("see https://news.example/today now");
        Assert.Equal(0, Severity(PolicyPreset.Balanced, SomeEffect.Page(), Caller.Assistant, [Contexts.Page("x"), followed], 0));
        Assert.Equal(1, Severity(PolicyPreset.Strict, SomeEffect.Page(), Caller.Assistant, [Contexts.Page("x"), followed], 0));
    }

    [Fact]
    public void Strict_is_never_milder_than_balanced_and_no_preset_turns_a_denial() =>
        Prop.ForAll(
                Effects,
                Readings,
                (effect, seen) =>
                {
                    var context = Reading.Context(seen.Caller, seen.Items, seen.Pages);
                    var (balanced, strict) = (Decide(PolicyPreset.Balanced, effect, context), Decide(PolicyPreset.Strict, effect, context));
                    return Severity(strict) >= Severity(balanced)
                        && (balanced is Decision.Deny || strict is Decision.Deny ? balanced == strict : balanced.Row == strict.Row);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Autonomous_decides_as_balanced_while_there_are_no_mcp_and_wasm_calls()
    {
        // When such a kind appears, this test has to be written anew with it.
        Assert.DoesNotContain(
            Enum.GetNames<EffectKind>(),
            kind => kind.Contains("Mcp", StringComparison.Ordinal) || kind.Contains("Wasm", StringComparison.Ordinal)
        );
        Prop.ForAll(
                Effects,
                Readings,
                (effect, seen) =>
                {
                    var context = Reading.Context(seen.Caller, seen.Items, seen.Pages);
                    return Decide(PolicyPreset.Autonomous, effect, context) == Decide(PolicyPreset.Balanced, effect, context);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Each_decision_names_its_row_unless_no_row_spoke() =>
        Prop.ForAll(
                Effects,
                Readings,
                (effect, seen) =>
                {
                    var decision = Decide(PolicyPreset.Balanced, effect, Reading.Context(seen.Caller, seen.Items, seen.Pages));
                    return decision switch
                    {
                        Decision.Ask ask => ask.Row == ask.Reason.Row(),
                        Decision.Deny { Reason: DenyReason.NoRule or DenyReason.DecisionFailed or DenyReason.OutsideItsTask } =>
                            decision.Row is null,
                        _ => decision.Row is not null,
                    };
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void An_approval_and_a_grant_never_turn_a_denial() =>
        Prop.ForAll(
                Effects,
                Readings,
                (effect, seen) =>
                {
                    var context = Reading.Context(seen.Caller, seen.Items, seen.Pages);
                    var approval = new Approval(1, Digest.Of(EffectCodec.Encode(effect)));
                    var grant = Grant.For(effect, "g", Clock.GetUtcNow(), null);
                    var policy = Policy(PolicyPreset.Balanced);
                    return policy.Decide(effect, context, [], null) is not Decision.Deny denied
                        || policy.Decide(effect, context, grant is null ? [] : [grant], approval) == denied;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static int Severity(PolicyPreset preset, Effect effect, Caller caller, ContextItem[] items, int pages) =>
        Severity(Decide(preset, effect, Reading.Context(caller, items, pages)));

    private static int Severity(Decision decision) =>
        decision switch
        {
            Decision.Allow => 0,
            Decision.Ask => 1,
            _ => 2,
        };

    private static Decision Decide(PolicyPreset preset, Effect effect, EffectContext context) =>
        Policy(preset).Decide(effect, context, [], approval: null);

    private static GatePolicy Policy(PolicyPreset preset) =>
        new([new ConfiguredEndpoint(EffectCallers.Model, Some.Host("models.example"), 443)], Clock, preset);
}
