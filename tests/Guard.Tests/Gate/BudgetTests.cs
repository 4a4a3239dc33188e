using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Gate;

[Trait("Invariant", "G11")]
public sealed class BudgetTests
{
    // prompt "[]" is 2 bytes, one message 16, the reply 82
    private static readonly ModelCall Hundred = SomeEffect.Model(Rig.ModelServer, maxTokens: 82);

    [Fact]
    public async Task Sixty_four_racing_effects_never_pass_the_wall()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { TokensPerDay = 1_000 });
        var inside = 0;
        var most = 0L;
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Models.Does = async (_, _, _, ct) =>
        {
            Interlocked.Increment(ref inside);
            InterlockedMax(ref most, rig.Services.Budget.Status().TokensUsed);
            await go.Task.WaitAsync(ct);
            return new EffectOutput("x");
        };
        var racing = Enumerable.Range(0, 64).Select(_ => Task.Run(() => rig.RunAsync(Hundred))).ToList();
        var refused = 0;
        while (refused < 54)
        {
            var ended = await Task.WhenAny(racing).WaitAsync(TimeSpan.FromSeconds(20));
            racing.Remove(ended);
            Assert.IsType<GateResult.OverBudget>(await ended);
            refused++;
        }

        go.SetResult();
        Assert.All(await Task.WhenAll(racing), result => Assert.IsType<GateResult.Done>(result));
        Assert.Equal(10, inside);
        Assert.InRange(most, 1, 1_000);
        Assert.Equal(1_000, rig.Services.Budget.Status().TokensUsed);
    }

    [Theory]
    [InlineData(7L, 3L, 10L)]
    [InlineData(null, null, 100L)]
    [InlineData(300L, 0L, 300L)]
    [InlineData(-500L, 0L, 100L)]
    [InlineData(long.MaxValue, long.MaxValue, 100L)]
    public async Task What_was_reported_replaces_the_bound_and_nonsense_does_not(long? input, long? output, long charged)
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = (_, _, _, _) =>
            Task.FromResult(new EffectOutput("x", Tokens: input is null ? null : new TokenUsage(input.Value, output!.Value)));
        await rig.RunAsync(Hundred);
        Assert.Equal(charged, rig.Services.Budget.Status().TokensUsed);
    }

    [Fact]
    public async Task A_provider_that_reports_an_absurd_number_closes_the_day_and_does_not_open_it()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = (_, _, _, _) => Task.FromResult(new EffectOutput("x", Tokens: new TokenUsage(long.MaxValue, 0)));
        await rig.RunAsync(Hundred);
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(Hundred));
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(Hundred));
    }

    [Fact]
    public async Task A_negative_bound_does_not_give_back()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { TokensPerDay = 1_000 });
        await rig.RunAsync(SomeEffect.Model(Rig.ModelServer, maxTokens: int.MinValue));
        await rig.RunAsync(SomeEffect.Model(Rig.ModelServer, messages: int.MinValue));
        Assert.InRange(rig.Services.Budget.Status().TokensUsed, 0, 1_000);
    }

    [Fact]
    public async Task A_failure_is_charged_whole()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.Upstream, "500");
        await rig.RunAsync(Hundred);
        Assert.Equal(100, rig.Services.Budget.Status().TokensUsed);
        Assert.Equal(1, rig.Services.Budget.Status().RequestsUsed);
    }

    [Fact]
    public async Task A_model_inside_this_process_costs_nothing()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { TokensPerDay = 0, RequestsPerDay = 0 });
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Model()));
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(Hundred));
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(SomeEffect.Page()));
    }

    [Fact]
    public async Task A_new_local_day_is_a_new_budget()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test");
        var clock = new FakeClock(new DateTimeOffset(2026, 5, 1, 21, 59, 59, TimeSpan.Zero), zone);
        await using var rig = await Rig.StartAsync(options: new GateOptions { TokensPerDay = 100 }, clock: clock);
        Assert.IsType<GateResult.Done>(await rig.RunAsync(Hundred));
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(Hundred));
        Assert.Equal(new DateTimeOffset(2026, 5, 2, 0, 0, 0, TimeSpan.FromHours(2)), rig.Services.Budget.Status().ResetsAt);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, rig.Services.Budget.Status().TokensUsed);
        Assert.IsType<GateResult.Done>(await rig.RunAsync(Hundred));
    }

    [Fact]
    public async Task What_was_reserved_yesterday_settles_on_yesterday()
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 5, 1, 23, 59, 59, TimeSpan.Zero));
        await using var rig = await Rig.StartAsync(clock: clock);
        rig.Models.Does = (_, _, _, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(new EffectOutput("x", Tokens: new TokenUsage(40, 2)));
        };
        await rig.RunAsync(Hundred);
        await rig.FlushAsync();
        Assert.Equal(0, rig.Services.Budget.Status().TokensUsed);
        Assert.Equal(42, rig.Store.Load(new DateOnly(2026, 5, 1)).Reservations.Single().Tokens);
    }

    [Fact]
    public async Task What_was_used_today_counts_after_a_restart()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { TokensPerDay = 150 });
        await rig.RunAsync(Hundred);
        await rig.FlushAsync();
        await using var again = await Rig.StartAsync(rig.Store.Crash(), new GateOptions { TokensPerDay = 150 });
        Assert.Equal(100, again.Services.Budget.Status().TokensUsed);
        Assert.IsType<GateResult.OverBudget>(await again.RunAsync(Hundred));
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_open_a_new_day()
    {
        var clock = new FakeClock();
        var budget = new Budget(new GateOptions { RequestsPerDay = 1 }, [], clock);
        Assert.NotNull(budget.Reserve(new EffectId("a"), new ReservationBound(0, 1)).Held);
        clock.Advance(TimeSpan.FromDays(-1));
        Assert.Null(budget.Reserve(new EffectId("b"), new ReservationBound(0, 1)).Held);
    }

    private static void InterlockedMax(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
