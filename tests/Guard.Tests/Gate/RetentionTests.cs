using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>Old bodies go, at the start and once a day; what is needed stays, and the chain says what went.</summary>
public sealed class RetentionTests
{
    private static readonly GateOptions TenDays = new() { BodyRetention = TimeSpan.FromDays(10) };

    [Fact]
    public async Task At_a_start_old_bodies_go_and_the_chain_stays_good()
    {
        var clock = new FakeClock();
        var old = await LeftAsync(clock, SomeEffect.Write("old"));
        var later = new FakeClock(clock.GetUtcNow().AddDays(11));
        await using var rig = await Rig.StartAsync(old.Store, TenDays, later);
        await DroppedAsync(rig, 1);
        Assert.Null(rig.Services.Ledger.Body(old.Effect));
        Assert.Equal(later.GetUtcNow(), rig.Services.Ledger.BodyDropped(rig.Store.OfEffect(old.Effect)));
        var entry = rig.Store.All().Last(entry => entry.What.Kind == EntryKind.BodiesDropped);
        Assert.Equal("bodies of 1 effects until 2026-05-02 12:00:00 UTC dropped (retention)", entry.What.Line);
        Assert.True(rig.Services.Ledger.Verify(kept: null).Ok);
    }

    [Theory]
    [InlineData(9, 10, "younger than the retention")]
    [InlineData(11, null, "retention is off")]
    [InlineData(-400, 10, "the clock leapt back")]
    public async Task What_is_not_old_stays(int days, int? keep, string why)
    {
        var clock = new FakeClock();
        var kept = await LeftAsync(clock, SomeEffect.Write("kept"));
        var options = new GateOptions { BodyRetention = keep is { } number ? TimeSpan.FromDays(number) : null };
        await using var rig = await Rig.StartAsync(kept.Store, options, new FakeClock(clock.GetUtcNow().AddDays(days)));
        await rig.DisposeAsync();
        Assert.True(rig.Store.Body(kept.Effect) is not null, why);
        Assert.DoesNotContain(EntryKind.BodiesDropped, rig.Kinds);
    }

    [Fact]
    public async Task A_day_later_it_is_done_again()
    {
        var clock = new FakeClock();
        await using var rig = await Rig.StartAsync(options: new GateOptions { BodyRetention = TimeSpan.FromDays(1) }, clock: clock);
        var done = Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Write("young")));
        await PassDaysAsync(rig, 3);
        await DroppedAsync(rig, 1);
        Assert.Null(rig.Store.Body(done.Effect));
    }

    [Fact]
    public async Task A_clock_that_leapt_far_is_believed_after_it_went_evenly_for_a_day()
    {
        var clock = new FakeClock();
        var old = await LeftAsync(clock, SomeEffect.Write("young, but the clock is not"));
        var leapt = new FakeClock(clock.GetUtcNow().AddYears(12));
        await using var rig = await Rig.StartAsync(old.Store, TenDays, leapt);
        await rig.FlushAsync();
        Assert.NotNull(rig.Store.Body(old.Effect));
        await PassDaysAsync(rig, 2);
        await DroppedAsync(rig, 1);
    }

    [Fact]
    public async Task A_second_start_under_a_clock_that_leapt_does_not_believe_it_either()
    {
        var clock = new FakeClock();
        var old = await LeftAsync(clock, SomeEffect.Write("young, but the clock is not"));
        for (var start = 0; start < 3; start++)
        {
            await using var rig = await Rig.StartAsync(old.Store, TenDays, new FakeClock(clock.GetUtcNow().AddYears(12)));
            await rig.RunAsync(SomeEffect.Write("under the wrong clock"));
        }

        Assert.NotNull(old.Store.Body(old.Effect));
        await using var mended = await Rig.StartAsync(old.Store, TenDays, new FakeClock(clock.GetUtcNow().AddDays(11)));
        await DroppedAsync(mended, 1);
    }

    [Fact]
    public async Task What_somebody_still_needs_is_kept_until_he_does_not()
    {
        var clock = new FakeClock();
        await using var first = await Rig.StartAsync(clock: clock, options: new GateOptions { ApprovalExpiry = TimeSpan.FromDays(3_000) });
        first.Requests.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.TimedOut, "slow");
        var asked = await first.AskAsync(SomeEffect.Post());
        var doubtful = await first.AskAsync(SomeEffect.Post());
        await first.ApproveAsync(doubtful);
        await first.Inbox.Of(doubtful);
        var written = Assert.IsType<GateResult.Done>(await first.RunAsync(SomeEffect.Write("done")));
        await first.DisposeAsync();

        await using var rig = await Rig.StartAsync(first.Store, TenDays, new FakeClock(clock.GetUtcNow().AddDays(20)));
        await DroppedAsync(rig, 1);
        var (waits, unknown) = (rig.Services.Approvals.Pending.Single(), rig.Services.Unknowns.Waiting.Single());
        Assert.Equal((asked, (int?)doubtful), (waits.Number, unknown.Approval));
        Assert.Null(rig.Store.Body(written.Effect));
        Assert.NotNull(rig.Store.Body(waits.Effect));
        Assert.NotNull(rig.Store.Body(unknown.Id));

        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Services.Unknowns.AnswerAsync(unknown.Id, done: true, null);
        await PassDaysAsync(rig, 2);
        await DroppedAsync(rig, 2);
        Assert.Null(rig.Store.Body(unknown.Id));
        Assert.NotNull(rig.Store.Body(waits.Effect));
        Assert.True(rig.Services.Ledger.BodyDropped(rig.Store.OfEffect(unknown.Id)) > rig.Store.OfEffect(unknown.Id)[^1].Time);
        Assert.True(rig.Services.Ledger.Verify(kept: null).Ok);
    }

    [Fact]
    public async Task A_prompt_has_no_body_to_be_dropped()
    {
        var clock = new FakeClock();
        var old = await LeftAsync(clock, SomeEffect.Model(Rig.ModelServer), SomeEffect.Write("old"));
        await using var rig = await Rig.StartAsync(old.Store, TenDays, new FakeClock(clock.GetUtcNow().AddDays(11)));
        await DroppedAsync(rig, 1);
        var prompt = rig.Store.All().First(entry => entry.What.EffectKind == EffectKind.ModelCall).What.Effect!;
        Assert.Null(rig.Services.Ledger.BodyDropped(rig.Store.OfEffect(prompt)));
    }

    private static async Task<(InMemoryLedgerStore Store, EffectId Effect)> LeftAsync(FakeClock clock, params Effect[] effects)
    {
        await using var rig = await Rig.StartAsync(clock: clock);
        GateResult? last = null;
        foreach (var effect in effects)
        {
            last = await rig.RunAsync(effect);
        }

        await rig.DisposeAsync();
        return (rig.Store, Assert.IsType<GateResult.Done>(last).Effect);
    }

    // A step at a time, so that the one who waits for a day has begun to wait before it passes.
    private static async Task PassDaysAsync(Rig rig, int days)
    {
        for (var hour = 0; hour < days * 24; hour++)
        {
            rig.Clock.Advance(TimeSpan.FromHours(1));
            await rig.FlushAsync();
            await Task.Yield();
        }
    }

    private static Task DroppedAsync(Rig rig, int times) =>
        Deadline.UntilAsync(() => rig.Kinds.Count(kind => kind == EntryKind.BodiesDropped) >= times, $"{times} drops");
}
