using Gatehouse.Gate.Passes;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Gate;

[Trait("Invariant", "G4")]
public sealed class GatePassTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void A_pass_is_good_once()
    {
        var pass = Pass();
        pass.Redeem(SomeEffect.Write());
        Assert.Throws<GatePassException>(() => pass.Redeem(SomeEffect.Write()));
    }

    [Fact]
    public void A_pass_is_good_for_its_bytes_only()
    {
        var pass = Pass();
        Assert.Throws<GatePassException>(() => pass.Redeem(SomeEffect.Write("likes tea.")));
        pass.Redeem(SomeEffect.Write());
    }

    [Fact]
    public void A_pass_ends_at_its_moment()
    {
        var pass = Pass();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Throws<GatePassException>(() => pass.Redeem(SomeEffect.Write()));
        var other = Pass();
        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        other.Redeem(SomeEffect.Write());
    }

    [Fact]
    public void Of_many_who_race_for_a_pass_one_gets_through()
    {
        var pass = Pass();
        var through = 0;
        Parallel.For(
            0,
            64,
            _ =>
            {
                try
                {
                    pass.Redeem(SomeEffect.Write());
                    Interlocked.Increment(ref through);
                }
                catch (GatePassException) { }
            }
        );
        Assert.Equal(1, through);
    }

    [Fact]
    public void Nobody_outside_can_make_one() => Assert.Empty(typeof(GatePass).GetConstructors());

    [Fact]
    public void An_effect_that_stays_inside_has_no_reach()
    {
        Assert.Null(EgressScope.For(SomeEffect.Write(), default));
        Assert.Null(EgressScope.For(SomeEffect.Read(), default));
        Assert.Null(EgressScope.For(SomeEffect.Time(), default));
        Assert.Null(EgressScope.For(SomeEffect.Model(), default));
    }

    [Fact]
    [Trait("Row", "I-180")]
    [Trait("Row", "I-184")]
    public void The_reach_of_a_request_is_its_own_address_method_one_request_5_MB_and_30_seconds()
    {
        var scope = EgressScope.For(SomeEffect.Post(), default)!;
        Assert.Equal(SomeEffect.Post().Target, scope.Target);
        Assert.Equal([WebMethod.Post], scope.Methods);
        Assert.Equal(1, scope.MaxRequests);
        Assert.Equal(5 * 1024 * 1024, scope.MaxResponseBytes);
        Assert.Equal(TimeSpan.FromSeconds(30), scope.Timeout);
    }

    private GatePass Pass() =>
        new(
            new EffectId("e1"),
            Digest.Of(EffectCodec.Encode(SomeEffect.Write())),
            Label.OfOwner,
            scope: null,
            _clock.GetUtcNow() + TimeSpan.FromSeconds(10),
            _clock
        );
}
