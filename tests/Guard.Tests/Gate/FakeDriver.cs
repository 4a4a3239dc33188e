using System.Collections.Concurrent;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>A driver whose world is a list: it redeems its pass, notes the effect and then does what the test wants.</summary>
internal sealed class FakeDriver<TEffect>(Func<TEffect, GatePass, ITextSink, CancellationToken, Task<EffectOutput>>? does = null)
    : IEffectDriver<TEffect>
    where TEffect : Effect
{
    private readonly ConcurrentQueue<EffectId> _done = new();

    /// <summary>What it does after its pass is redeemed; replaceable between effects.</summary>
    public Func<TEffect, GatePass, ITextSink, CancellationToken, Task<EffectOutput>> Does { get; set; } =
        does ?? ((_, _, _, _) => Task.FromResult(new EffectOutput("ok")));

    /// <summary>False makes it a broken driver.</summary>
    public bool Redeems { get; set; } = true;

    /// <summary>What it can tell after a crash.</summary>
    public Func<EffectId, bool?> WasDone { get; set; } = _ => null;

    /// <summary>The effects that happened, in order.</summary>
    public IReadOnlyCollection<EffectId> Done => _done;

    public GatePass? LastPass { get; private set; }

    public async Task<EffectOutput> ExecuteAsync(TEffect effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        if (Redeems)
        {
            pass.Redeem(effect);
        }

        LastPass = pass;
        _done.Enqueue(pass.Effect);
        return await Does(effect, pass, text, ct);
    }

    public Task<bool?> WasDoneAsync(EffectId effect, CancellationToken ct) => Task.FromResult(WasDone(effect));
}
