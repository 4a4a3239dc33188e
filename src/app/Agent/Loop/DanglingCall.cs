using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Loop;

/// <summary>A call whose result was not kept, as when the server went away: the ledger says what became of it.</summary>
internal static class DanglingCall
{
    private const string Unknown =
        "Unknown outcome: the server stopped in the middle. It may or may not have taken place; check before doing it again.";

    /// <summary>Plans the call again, as it was planned then, and looks for an effect of these very bytes.</summary>
    /// <param name="effects">The turn's effects that no stored result accounts for; the one found is removed.</param>
    public static CallResult Close(ToolCall call, ToolCatalog tools, PlanSnapshot snapshot, List<IReadOnlyList<LedgerEntry>> effects)
    {
        if (
            tools.Plan(call.Name, call.Arguments, snapshot) is not ToolPlan.Wanted { Effect: var effect }
            || Digest(effect) is not { } digest
        )
        {
            return new(CallOutcome.Refused, "This call was not begun.", Label.OfAssistant);
        }

        if (effects.FirstOrDefault(entries => entries.Any(entry => entry.What.Digest == digest)) is { } recorded)
        {
            effects.Remove(recorded);
            return Recorded(recorded, effect.Repeat);
        }

        return effect.Durability == Durability.Pure
            ? new(CallOutcome.Interrupted, "Interrupted: the server stopped before the result was kept.", Label.OfAssistant)
            : new(
                CallOutcome.Interrupted,
                "This call was not begun, as far as the ledger knows, when the server stopped.",
                Label.OfAssistant
            );
    }

    private static CallResult Recorded(IReadOnlyList<LedgerEntry> entries, Repeat repeat)
    {
        var id = entries[0].What.Effect;
        if (entries.FirstOrDefault(entry => entry.What.Kind == EntryKind.Asked) is { What.Approval: { } approval })
        {
            return new(CallOutcome.Waiting, CallResult.WaitingFor($"A{approval}"), Label.OfAssistant, id, approval);
        }

        var (outcome, text) = entries[^1].What switch
        {
            { Kind: EntryKind.Outcome, Line: var line } when line.StartsWith("failed", StringComparison.Ordinal) => (
                CallOutcome.Failed,
                "Failed, and the server stopped before the reason was kept."
            ),
            { Kind: EntryKind.Outcome } => (CallOutcome.Done, "Done, but the server stopped before its result was kept."),
            { Kind: EntryKind.Denied } => (CallOutcome.Denied, "Denied by the policy."),
            { Kind: EntryKind.Unknown } => (CallOutcome.Unknown, Unknown),
            // Begun, and its end could not be recorded.
            { Kind: EntryKind.Intent } when repeat == Repeat.Unsafe => (CallOutcome.Unknown, Unknown),
            _ => (CallOutcome.Interrupted, "Interrupted: the server stopped in the middle."),
        };
        return new(outcome, text, Label.OfAssistant, id);
    }

    private static Digest? Digest(Effect effect)
    {
        try
        {
            return Security.Effects.Digest.Of(EffectCodec.Encode(effect));
        }
        catch (MalformedEffectException)
        {
            return null;
        }
    }
}
