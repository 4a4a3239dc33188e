using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Labels;

namespace Gatehouse.Security.Policy;

/// <summary>What the policy would say, without asking for anything.</summary>
/// <remarks>Mints a context for one question and hands out the answer only: nobody gets hold of a context that the Gate did not open.</remarks>
public static class PolicyTrial
{
    /// <param name="seen">What the asker is supposed to have seen.</param>
    public static Decision Decide(
        GatePolicy policy,
        Effect effect,
        Caller caller,
        IEnumerable<ContextItem> seen,
        IReadOnlyCollection<Grant> grants
    ) => policy.Decide(effect, new EffectContext(thread: null, turn: null, caller, attended: true, seen), grants, approval: null);

    /// <summary>The label that such a context has.</summary>
    public static Label LabelOf(IEnumerable<ContextItem> seen) =>
        new EffectContext(thread: null, turn: null, Caller.Assistant, attended: true, seen).Label;
}
