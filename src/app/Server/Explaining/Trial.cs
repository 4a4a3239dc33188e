using Gatehouse.Contracts.Policy;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Server.Explaining;

/// <summary>One effect in one supposed context. Asked again with a part changed, it tells what that part is worth.</summary>
internal sealed record Trial(
    Effect Effect,
    Caller Caller,
    string? Tainted,
    bool Private,
    bool Copied,
    PolicyPreset Preset,
    IReadOnlyList<Grant> Grants,
    Func<PolicyPreset, GatePolicy> Policy
)
{
    /// <summary>Where a supposed untrusted text comes from when nobody says where.</summary>
    private const string Somewhere = "web_fetch https://example.com/";

    public Decision Decide() => PolicyTrial.Decide(Policy(Preset), Effect, Caller, Seen(), Grants);

    /// <summary>What the asker is supposed to have seen.</summary>
    public IReadOnlyList<ContextItem> Seen()
    {
        var address = Copied ? EffectTargets.Of(Effect)?.Url : null;
        var seen = new List<ContextItem> { new(Label.OfOwner, "owner", $"Please do this. {address}") };
        if (Tainted is { } source)
        {
            seen.Add(new ContextItem(Private ? Label.Unknown : Label.PublicPage, source, "a text from outside"));
        }
        else if (Private)
        {
            seen.Add(new ContextItem(Label.OfAssistant, "memory_read", "a private note"));
        }

        return seen;
    }

    /// <summary>What would make it another decision, found by asking again.</summary>
    public IEnumerable<PolicyChange> Changes(Decision now, DateTimeOffset time)
    {
        var changed = Alternatives(time)
            .Select(other => new PolicyChange(other.Words, DecisionText.Word(other.Trial.Decide())))
            .Where(change => change.Decision != DecisionText.Word(now));
        return now is Decision.Ask ? changed.Prepend(new PolicyChange("your approval of exactly these bytes, once", "allow")) : changed;
    }

    private IEnumerable<(string Words, Trial Trial)> Alternatives(DateTimeOffset time)
    {
        if (Caller != Caller.Owner)
        {
            yield return ("doing it yourself, on the page or in the terminal", this with { Caller = Caller.Owner });
        }

        yield return Tainted is null
            ? ("untrusted text in the conversation", this with { Tainted = Somewhere })
            : ("taking the untrusted text out of the conversation", this with { Tainted = null });
        if (!Copied && EffectTargets.Of(Effect) is not null)
        {
            yield return ("writing the whole address yourself", this with { Copied = true });
        }

        if (Grant.For(Effect, "supposed", time, expires: null) is { } grant)
        {
            yield return ($"a standing grant for {grant.Line}", this with { Grants = [grant] });
        }

        foreach (var preset in Enum.GetValues<PolicyPreset>().Where(preset => preset != Preset))
        {
            yield return ($"GATEHOUSE_POLICY={preset.Wire()}", this with { Preset = preset });
        }
    }
}
