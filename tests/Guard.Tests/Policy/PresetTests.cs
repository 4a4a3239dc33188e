using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Policy;

/// <summary>What the strict preset asks that the balanced one does not.</summary>
public sealed class PresetTests
{
    private const string Typed = "https://news.example/today";
    private const string Port = "https://news.example:8443/today";

    public static TheoryData<string, Effect, ContextItem[], Decision, Decision> Table =>
        new()
        {
            { "typed by the owner", SomeEffect.Page(Typed), [Contexts.OwnerSays($"read {Typed}")], Allow, Allow },
            {
                "composed in a clean context",
                SomeEffect.Page(Typed),
                [Contexts.OwnerSays("read the news")],
                Allow,
                Ask(AskReason.AddressNotTyped)
            },
            {
                "in the assistant's own words only",
                SomeEffect.Page(Typed),
                [new ContextItem(Label.OfAssistant, "assistant", Typed)],
                Allow,
                Ask(AskReason.AddressNotTyped)
            },
            {
                "one character more than typed",
                SomeEffect.Page(Typed + "2"),
                [Contexts.OwnerSays($"read {Typed}")],
                Allow,
                Ask(AskReason.AddressNotTyped)
            },
            { "a link of a page", SomeEffect.Page(Typed), [Contexts.Page($"see {Typed}")], Allow, Ask(AskReason.AddressNotTyped) },
            {
                "composed in a tainted context",
                SomeEffect.Page(Typed),
                [Contexts.Page("x")],
                Ask(AskReason.MayCarryPrivateData),
                Ask(AskReason.MayCarryPrivateData)
            },
            {
                "typed, in a tainted context",
                SomeEffect.Page(Typed),
                [Contexts.OwnerSays($"read {Typed}"), Contexts.Page("x")],
                Allow,
                Allow
            },
            {
                "an extraction is held as a page is",
                SomeEffect.Extract(Typed),
                [Contexts.OwnerSays("look")],
                Allow,
                Ask(AskReason.AddressNotTyped)
            },
            {
                "an unusual port, typed by the owner",
                SomeEffect.Page(Port),
                [Contexts.OwnerSays($"read {Port}"), Contexts.Page("x")],
                Allow,
                Ask(AskReason.UnusualPort)
            },
            {
                "an unusual port, only the host typed",
                SomeEffect.Page(Port),
                [Contexts.OwnerSays($"read {Typed}")],
                Ask(AskReason.UnusualPort),
                Ask(AskReason.UnusualPort)
            },
            {
                "an unusual port in a link of a page",
                SomeEffect.Page(Port),
                [Contexts.Page($"see {Port}")],
                Ask(AskReason.UnusualPort),
                Ask(AskReason.UnusualPort)
            },
            { "adding to memory, clean", SomeEffect.Write(), [Contexts.OwnerSays("note it")], Allow, Allow },
            { "adding to memory, tainted", SomeEffect.Write(), [Contexts.Page("x")], Allow, Ask(AskReason.AddsToMemory) },
            {
                "replacing memory, tainted",
                new WriteMemory("a.md", "x", Append: false),
                [Contexts.Page("x")],
                Ask(AskReason.ReplacesMemory),
                Ask(AskReason.ReplacesMemory)
            },
            {
                "an identity file, tainted",
                new WriteMemory("USER.md", "x", Append: true),
                [Contexts.Page("x")],
                new Decision.Deny(DenyReason.IdentityFile),
                new Decision.Deny(DenyReason.IdentityFile)
            },
            { "reading memory", SomeEffect.Read(), [Contexts.Page("x")], Allow, Allow },
            { "deleting memory", SomeEffect.Delete(), [Contexts.OwnerSays("x")], Ask(AskReason.Deletes), Ask(AskReason.Deletes) },
        };

    private static Decision Allow => new Decision.Allow();

    [Theory]
    [MemberData(nameof(Table))]
    public void Balanced_and_strict(string what, Effect effect, ContextItem[] seen, Decision balanced, Decision strict)
    {
        Assert.NotEmpty(what);
        Assert.Equal(balanced, Decide(PolicyPreset.Balanced, effect, Caller.Assistant, seen));
        Assert.Equal(balanced, Decide(PolicyPreset.Autonomous, effect, Caller.Assistant, seen));
        Assert.Equal(strict, Decide(PolicyPreset.Strict, effect, Caller.Assistant, seen));
        Assert.Equal(Allow, Decide(PolicyPreset.Strict, effect, Caller.Owner, seen));
    }

    [Fact]
    public void Balanced_is_the_default() => Assert.Equal(PolicyPreset.Balanced, new GatePolicy([], new FakeClock()).Preset);

    [Fact]
    public void Every_preset_has_a_wire_name_that_reads_back()
    {
        Assert.All(Enum.GetValues<PolicyPreset>(), preset => Assert.Equal(preset, PolicyPresets.Parse(preset.Wire())));
        Assert.All(["", "Strict", "0", "lax", null], text => Assert.Null(PolicyPresets.Parse(text)));
    }

    private static Decision.Ask Ask(AskReason reason) => new(reason, Grantable: false);

    private static Decision Decide(PolicyPreset preset, Effect effect, Caller caller, ContextItem[] seen) =>
        PolicyTrial.Decide(new GatePolicy([], new FakeClock(), preset), effect, caller, seen, []) with
        {
            Row = null,
        };
}
