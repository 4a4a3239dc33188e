using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Drivers;

/// <summary>Does one kind of effect. Its only entry takes a pass, and redeeming the pass is its first act.</summary>
/// <typeparam name="TEffect">One case of <see cref="Effect"/>.</typeparam>
public interface IEffectDriver<in TEffect>
    where TEffect : Effect
{
    /// <summary>Performs the effect.</summary>
    /// <param name="text">Where a driver that can stream puts its text as it comes; others ignore it.</param>
    /// <exception cref="EffectFailedException">It did not work; the reason is for the owner and the model.</exception>
    Task<EffectOutput> ExecuteAsync(TEffect effect, GatePass pass, ITextSink text, CancellationToken ct);

    /// <summary>After a crash: whether an effect that was begun took place. Null when the driver cannot tell.</summary>
    Task<bool?> WasDoneAsync(EffectId effect, CancellationToken ct) => Task.FromResult<bool?>(null);
}
