using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Bench.Gates;

/// <summary>Redeems its pass, as each driver must, and does nothing.</summary>
internal sealed class EmptyDriver<TEffect> : IEffectDriver<TEffect>
    where TEffect : Effect
{
    public Task<EffectOutput> ExecuteAsync(TEffect effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        return Task.FromResult(new EffectOutput("ok", Label: Label.OfOwner));
    }
}
