using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Gate;
using Gatehouse.Guard.Tests.Hosts;

namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>A host counts the first time this home reaches it, and never again.</summary>
[Trait("Invariant", "G11")]
public sealed class NovelHostTests
{
    private static readonly GateOptions Two = new() { NovelHostsPerDay = 2 };

    [Fact]
    public async Task Known_hosts_go_on_when_no_new_one_may_be_reached_also_after_a_restart_and_on_the_next_day()
    {
        await using var rig = await Rig.StartAsync(options: Two);
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page("https://one.example/")));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page("https://two.example/")));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page("http://one.example/again")));
        var over = Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(SomeEffect.Page("https://three.example/")));
        Assert.Equal((BudgetDimension.NovelHosts, 0L, 1L), (over.Refusal.Cap.Dimension, over.Refusal.Left, over.Refusal.Needed));
        await rig.FlushAsync();

        await using var again = await Rig.StartAsync(rig.Store.Crash(), Two, rig.Clock);
        Assert.IsType<GateResult.OverBudget>(await again.RunAsync(SomeEffect.Page("https://three.example/")));
        Assert.IsType<GateResult.Done>(await again.RunAsync(SomeEffect.Page("https://two.example/")));
        again.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<GateResult.Done>(await again.RunAsync(SomeEffect.Page("https://one.example/")));
        Assert.Equal(0, again.Services.Budget.Status().Used(BudgetDimension.NovelHosts));
        Assert.IsType<GateResult.Done>(await again.RunAsync(SomeEffect.Page("https://three.example/")));
        Assert.Equal(1, again.Services.Budget.Status().Used(BudgetDimension.NovelHosts));
    }

    [Fact]
    public async Task The_model_s_server_and_what_stays_inside_are_no_hosts()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { NovelHostsPerDay = 0 });
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Model(Rig.ModelServer)));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Read()));
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(SomeEffect.Page()));
    }

    [Fact]
    public async Task What_never_began_leaves_its_host_new()
    {
        await using var rig = await Rig.StartAsync(options: Two);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        Assert.True(Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Page(), ct: gone.Token)).NotBegun);
        await rig.FlushAsync();
        Assert.All(rig.Services.Budget.Status().Today, line => Assert.Equal(0, line.Used));
        Assert.False(rig.Store.Knows(Some.Host("news.example")));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page()));
        Assert.Equal(1, rig.Services.Budget.Status().Used(BudgetDimension.NovelHosts));
    }

    [Fact]
    public async Task What_failed_has_reached_its_host()
    {
        await using var rig = await Rig.StartAsync(options: Two);
        rig.Pages.Does = (_, _, _, _) => throw new IOException("broken");
        await rig.RunAsync(SomeEffect.Page());
        await rig.FlushAsync();
        Assert.True(rig.Store.Knows(Some.Host("news.example")));
    }

    [Fact]
    public void A_host_that_others_went_to_meanwhile_stays_charged_when_the_first_never_began()
    {
        var rig = new BudgetRig(Two);
        var first = rig.Reserve(new Amounts(Requests: 1), "host.example").Held!;
        var second = rig.Reserve(new Amounts(Requests: 1), "host.example").Held!;
        Assert.Equal((1, 0), (first.Amounts.NovelHosts, second.Amounts.NovelHosts));
        rig.Release(first);
        rig.Settle(second, tokens: null);
        Assert.Equal((1, 1), (rig.Used(BudgetDimension.NovelHosts), rig.Used(BudgetDimension.Requests)));
        Assert.Equal(0, rig.Reserve(new Amounts(Requests: 1), "host.example").Held!.Amounts.NovelHosts);
        Assert.True(rig.Restart().Store.Knows(Some.Host("host.example")));
    }

    [Fact]
    public void A_host_is_known_at_once_and_not_only_when_the_disk_has_it()
    {
        var rig = new BudgetRig(Two);
        rig.Settle(rig.Reserve(new Amounts(), "host.example").Held!, tokens: null);
        // As if no commit had arrived yet.
        var budget = new BudgetRig(Two, rig.Clock, new InMemoryLedgerStore());
        var held = budget.Budget.Reserve(new("a"), null, new ReservationBound(Amounts.None, Some.Host("host.example"))).Held!;
        budget.Budget.Settle(held, new EffectUse(null, 0, NotSent: false));
        Assert.Null(budget.Budget.Reserve(new("b"), null, new ReservationBound(Amounts.None, Some.Host("host.example"))).Held!.NovelHost);
    }

    [Fact]
    public void A_refused_host_is_still_new()
    {
        var rig = new BudgetRig(new GateOptions { NovelHostsPerDay = 5, RequestsPerDay = 0 });
        Assert.Null(rig.Reserve(new Amounts(Requests: 1), "host.example").Held);
        Assert.Equal(1, rig.Restart(new GateOptions()).Reserve(new Amounts(Requests: 1), "host.example").Held!.Amounts.NovelHosts);
        Assert.Equal(0, rig.Used(BudgetDimension.NovelHosts));
    }
}
