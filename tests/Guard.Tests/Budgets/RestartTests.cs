using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Gate;

namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>A crash at any commit: what may have been used stays charged, of every budget.</summary>
[Trait("Invariant", "G11")]
public sealed class RestartTests
{
    private static readonly GateOptions Options = new() { ModelPrice = new ModelPrice(1_000_000, 1_000_000) };

    [Fact]
    public async Task Before_the_intent_nothing_then_the_bound_then_what_was_used()
    {
        var call = SomeEffect.Model(Rig.ModelServer, maxTokens: 82);
        var page = SomeEffect.Page();
        await using var rig = await Rig.StartAsync(options: Options);
        rig.Models.Does = async (_, pass, _, _) =>
        {
            await rig.FlushAsync();
            pass.Traffic.Add(500);
            return new EffectOutput("x", Tokens: new TokenUsage(30, 12));
        };
        rig.Pages.Does = async (_, pass, _, _) =>
        {
            await rig.FlushAsync();
            pass.Traffic.Add(700);
            return new EffectOutput("x");
        };
        await rig.RunAsync(call);
        await rig.FlushAsync();
        await rig.RunAsync(page);
        await rig.FlushAsync();

        var (ofCall, ofPage) = (ReservationBound.For(call, Options).Amounts, ReservationBound.For(page, Options).Amounts);
        Amounts[] story = [Amounts.None, ofCall, new(42, 1, 500, 42), new(42, 2, 500 + ofPage.Bytes, 42, 1), new(42, 2, 1_200, 42, 1)];
        var seen = new List<Amounts>();
        for (var commit = 0; commit <= rig.Store.Commits; commit++)
        {
            await using var again = await Rig.StartAsync(rig.Store.CrashAfter(commit), Options, rig.Clock);
            var today = again.Services.Budget.Status();
            var used = new Amounts(
                today.Used(BudgetDimension.Tokens),
                today.Used(BudgetDimension.Requests),
                today.Used(BudgetDimension.Bytes),
                today.Used(BudgetDimension.Money),
                today.Used(BudgetDimension.NovelHosts)
            );
            seen.Add(used);
            await again.FlushAsync();
            Assert.Empty(again.Store.Load().Reservations);
            Assert.Equal(used, again.Store.Spent(new BudgetScope.Day(today.Day)));
        }

        Assert.Equal(story, seen.Distinct());
    }

    [Fact]
    public async Task What_was_under_way_at_midnight_is_closed_after_it_on_its_own_day()
    {
        await using var rig = await Rig.StartAsync(options: Options);
        var entered = new TaskCompletionSource();
        rig.Pages.Does = async (_, _, _, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new EffectOutput("unreachable");
        };
        using var end = new CancellationTokenSource();
        var running = rig.RunAsync(SomeEffect.Page(), ct: end.Token);
        await entered.Task;
        await rig.FlushAsync();
        var crashed = rig.Store.Crash();
        await end.CancelAsync();
        await running;
        var yesterday = new BudgetScope.Day(rig.Services.Budget.Status().Day);
        rig.Clock.Advance(TimeSpan.FromDays(1));

        await using var again = await Rig.StartAsync(crashed, Options, rig.Clock);
        await again.FlushAsync();
        Assert.Equal(0, again.Services.Budget.Status().Used(BudgetDimension.Requests));
        Assert.True(again.Store.Reservations.Single().Settled);
        Assert.Equal(ReservationBound.For(SomeEffect.Page(), Options).Amounts with { NovelHosts = 1 }, again.Store.Spent(yesterday));
    }
}
