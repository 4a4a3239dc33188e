using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Gate.Passes;

/// <summary>
/// The Gate's word that one effect may happen now. A driver cannot act without redeeming it, and it can be redeemed once, for exactly
/// the effect it was minted for, before it expires.
/// </summary>
/// <remarks>Only the Gate constructs one: an interface or a public constructor here would let a caller prove its own trust.</remarks>
public sealed class GatePass
{
    private readonly TimeProvider _clock;
    private int _redeemed;

    internal GatePass(EffectId effect, Digest digest, Label label, EgressScope? scope, DateTimeOffset expires, TimeProvider clock) =>
        (Effect, Digest, Label, Scope, Expires, _clock) = (effect, digest, label, scope, expires, clock);

    public EffectId Effect { get; }

    public DateTimeOffset Expires { get; }

    /// <summary>Of the context that asked: what is written under this pass carries it.</summary>
    public Label Label { get; }

    /// <summary>Where a lease under this pass may reach; null when the effect stays inside the machine.</summary>
    internal EgressScope? Scope { get; }

    /// <summary>Where Egress counts what moves under this pass.</summary>
    internal TrafficMeter Traffic { get; } = new();

    /// <summary>The way to the effect's parts, for the driver of an effect that has any.</summary>
    /// <exception cref="GatePassException">The pass was not redeemed first, or the effect has no parts.</exception>
    public ChildEffects Children =>
        IsRedeemed && Parts is not null ? Parts : throw new GatePassException("this pass opens no smaller effects");

    internal ChildEffects? Parts { private get; init; }

    private Digest Digest { get; }

    /// <summary>Whether the driver used it. One that acted without is broken, and the Gate says so.</summary>
    internal bool IsRedeemed => Volatile.Read(ref _redeemed) != 0;

    /// <summary>Uses the pass up for this effect.</summary>
    /// <exception cref="GatePassException">Already used, expired, or minted for other bytes.</exception>
    public void Redeem(Effect effect) => Redeem(Security.Effects.Digest.Of(EffectCodec.Encode(effect)));

    internal void Redeem(Digest digest)
    {
        if (digest != Digest)
        {
            throw new GatePassException("the pass is for another effect");
        }

        if (_clock.GetUtcNow() >= Expires)
        {
            throw new GatePassException("the pass has expired");
        }

        if (Interlocked.Exchange(ref _redeemed, 1) != 0)
        {
            throw new GatePassException("the pass was already used");
        }
    }
}
