using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Drivers;

/// <summary>Which driver does which kind of effect. Built once at start; an effect without a driver fails.</summary>
public sealed class DriverTable
{
    private readonly Dictionary<Type, Entry> entries = [];

    public DriverTable Add<TEffect>(IEffectDriver<TEffect> driver)
        where TEffect : Effect
    {
        entries.Add(
            typeof(TEffect),
            new Entry((effect, pass, text, ct) => driver.ExecuteAsync((TEffect)effect, pass, text, ct), driver.WasDoneAsync)
        );
        return this;
    }

    internal Entry For(Effect effect) =>
        entries.TryGetValue(effect.GetType(), out var entry)
            ? entry
            : throw new EffectFailedException(FailureReason.Internal, $"Nothing here can do {effect.Kind.Wire()} yet.");

    internal sealed record Entry(
        Func<Effect, GatePass, ITextSink, CancellationToken, Task<EffectOutput>> Execute,
        Func<EffectId, CancellationToken, Task<bool?>> WasDone
    );
}
