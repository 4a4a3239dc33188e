using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Drivers;

/// <summary>Which driver does which kind of effect. Built once at start; an effect without a driver fails.</summary>
public sealed class DriverTable
{
    private readonly Dictionary<EffectKind, Entry> _entries = [];

    public DriverTable Add<TEffect>(IEffectDriver<TEffect> driver)
        where TEffect : Effect
    {
        _entries.Add(
            // Each case of the closed hierarchy is named as its kind.
            Enum.Parse<EffectKind>(typeof(TEffect).Name),
            new Entry((effect, pass, text, ct) => driver.ExecuteAsync((TEffect)effect, pass, text, ct), driver.WasDoneAsync)
        );
        return this;
    }

    internal Entry For(EffectKind kind) =>
        _entries.TryGetValue(kind, out var entry)
            ? entry
            : throw new EffectFailedException(FailureReason.Internal, $"Nothing here can do {kind.Wire()}.");

    internal sealed record Entry(
        Func<Effect, GatePass, ITextSink, CancellationToken, Task<EffectOutput>> Execute,
        Func<EffectId, CancellationToken, Task<bool?>> WasDone
    );
}
