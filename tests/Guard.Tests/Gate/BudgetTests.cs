using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>The budget as step 4 of the Gate.</summary>
[Trait("Invariant", "G11")]
public sealed class BudgetTests
{
    // prompt "[]" is 2 bytes, one message 16, the reply 82
    private static readonly ModelCall Hundred = SomeEffect.Model(Rig.ModelServer, maxTokens: 82);

    [Fact]
    public async Task A_negative_bound_does_not_give_back()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { TokensPerDay = 1_000 });
        await rig.RunAsync(SomeEffect.Model(Rig.ModelServer, maxTokens: int.MinValue));
        await rig.RunAsync(SomeEffect.Model(Rig.ModelServer, messages: int.MinValue));
        Assert.InRange(rig.Services.Budget.Status().Used(BudgetDimension.Tokens), 0, 1_000);
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
        Assert.Equal(0, rig.Services.Budget.Status().Used(BudgetDimension.Tokens));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(Hundred));
    }

    [Fact]
    public async Task What_was_used_today_counts_after_a_restart()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { TokensPerDay = 150 });
        await rig.RunAsync(Hundred);
        await rig.FlushAsync();
        await using var again = await Rig.StartAsync(rig.Store.Crash(), new GateOptions { TokensPerDay = 150 });
        Assert.Equal(100, again.Services.Budget.Status().Used(BudgetDimension.Tokens));
        Assert.IsType<GateResult.OverBudget>(await again.RunAsync(Hundred));
    }
}
