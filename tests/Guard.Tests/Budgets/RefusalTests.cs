using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Gate;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>All budgets or none, and words that say which one and what then.</summary>
[Trait("Invariant", "G11")]
public sealed class RefusalTests
{
    private static readonly ThreadId Other = new("33333333333333333333333333333333");

    public static TheoryData<GateOptions, string> Words =>
        new()
        {
            {
                new GateOptions { TokensPerDay = 1_000 },
                "Today's budget does not cover this: it may take up to 600 tokens, and of 1,000 tokens (BUDGET_TOKENS_PER_DAY) 400 tokens are left. It is filled again at 2026-05-02 00:00 +02:00."
            },
            {
                new GateOptions { MicroUsdPerDay = 1_500_000 },
                "Today's budget does not cover this: it may take up to 0.80 USD, and of 1.50 USD (BUDGET_USD_PER_DAY) 0.70 USD are left. It is filled again at 2026-05-02 00:00 +02:00."
            },
            {
                new GateOptions { BytesPerDay = 10L << 20 },
                "Today's budget does not cover this: it may take up to 6 MB, and of 10 MB (BUDGET_BYTES_PER_DAY) 4 MB are left. It is filled again at 2026-05-02 00:00 +02:00."
            },
            {
                new GateOptions { RequestsPerDay = 1 },
                "Today's budget does not cover this: it may take up to 1 request, and of 1 request (BUDGET_REQUESTS_PER_DAY) 0 requests are left. It is filled again at 2026-05-02 00:00 +02:00."
            },
            {
                new GateOptions { NovelHostsPerDay = 1 },
                "Today's budget does not cover this: it may take up to 1 new host, and of 1 new host (BUDGET_NOVEL_HOSTS_PER_DAY) 0 new hosts are left. It is filled again at 2026-05-02 00:00 +02:00."
            },
            {
                new GateOptions { TokensPerThread = 1_000 },
                "This thread's budget does not cover this: it may take up to 600 tokens, and of 1,000 tokens (BUDGET_TOKENS_PER_THREAD) 400 tokens are left. It is not filled again: go on in a new thread, or raise BUDGET_TOKENS_PER_THREAD and restart."
            },
            {
                new GateOptions { MicroUsdPerThread = 800_001 },
                "This thread's budget does not cover this: it may take up to 0.80 USD, and of 0.800001 USD (BUDGET_USD_PER_THREAD) 0.000001 USD are left. It is not filled again: go on in a new thread, or raise BUDGET_USD_PER_THREAD and restart."
            },
            {
                new GateOptions { RequestsPerThread = 0 },
                "This thread's budget does not cover this: it may take up to 1 request, and of 0 requests (BUDGET_REQUESTS_PER_THREAD) 0 requests are left. It is more than the whole budget: raise BUDGET_REQUESTS_PER_THREAD and restart, or do without."
            },
        };

    [Theory]
    [MemberData(nameof(Words))]
    public void Names_the_budget_what_is_left_and_what_then(GateOptions options, string words)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test");
        var rig = new BudgetRig(options, new FakeClock(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero), zone));
        var step = new Amounts(600, 1, 6L << 20, 800_000);
        var refusal = rig.Reserve(step, "one.example").Refusal ?? rig.Reserve(step, "two.example").Refusal;
        Assert.Equal(words, refusal?.Describe());
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void Takes_nothing_of_any_budget_when_one_does_not_cover(GateOptions options, string words)
    {
        Assert.NotEmpty(words);
        var rig = new BudgetRig(options);
        var step = new Amounts(600, 1, 6L << 20, 800_000);
        while (rig.Reserve(step, $"host{rig.Used(BudgetDimension.Requests)}.example").Held is not null) { }

        var before = rig.Budget.Status().Today;
        Assert.Null(rig.Reserve(step, "new.example").Held);
        Assert.Equal(before, rig.Budget.Status().Today);
        Assert.Equal(before.Select(line => line.Used), rig.Restart().Budget.Status().Today.Select(line => line.Used));
    }

    [Fact]
    public async Task The_ledger_says_which_setting_refused_it()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { RequestsPerDay = 0 });
        await rig.RunAsync(SomeEffect.Page());
        await rig.FlushAsync();
        Assert.EndsWith("not covered by BUDGET_REQUESTS_PER_DAY", rig.Store.All().Last().What.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_that_is_used_up_leaves_the_others_alone_and_stays_so_after_restart_and_midnight()
    {
        var options = new GateOptions { RequestsPerThread = 2, RequestsPerDay = 4 };
        await using var rig = await Rig.StartAsync(options: options);
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page(), Contexts.Clean));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page(), Contexts.Clean));
        Assert.IsType<BudgetScope.Thread>(Refused(await rig.RunAsync(SomeEffect.Page(), Contexts.Clean)).Scope);
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page(), In(Other)));
        await rig.FlushAsync();

        await using var again = await Rig.StartAsync(rig.Store.Crash(), options, rig.Clock);
        Assert.IsType<BudgetScope.Thread>(Refused(await again.RunAsync(SomeEffect.Page(), Contexts.Clean)).Scope);
        Assert.IsType<GateResult.Done>(await again.RunAsync(SomeEffect.Page(), In(Other)));
        // What belongs to no thread has only the day's wall, which now stands.
        Assert.IsType<BudgetScope.Day>(Refused(await again.RunAsync(SomeEffect.Page(), In(null))).Scope);
        again.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<BudgetScope.Thread>(Refused(await again.RunAsync(SomeEffect.Page(), Contexts.Clean)).Scope);
        Assert.IsType<GateResult.Done>(await again.RunAsync(SomeEffect.Page(), In(null)));
    }

    [Fact]
    public async Task A_thread_s_past_counts_also_when_its_cap_is_set_later()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = (_, _, _, _) => Task.FromResult(new EffectOutput("x", Tokens: new TokenUsage(900, 50)));
        await rig.RunAsync(SomeEffect.Model(Rig.ModelServer));
        await rig.FlushAsync();
        await using var again = await Rig.StartAsync(rig.Store.Crash(), new GateOptions { TokensPerThread = 1_000 });
        Assert.Equal(50, Refused(await again.RunAsync(SomeEffect.Model(Rig.ModelServer))).Left);
    }

    [Fact]
    public async Task A_sum_that_cannot_be_read_stops_the_effect_and_takes_nothing_of_the_other_sums()
    {
        await using var rig = await Rig.StartAsync();
        rig.Store.Damaged = new BudgetScope.Thread(Contexts.Thread);
        await Assert.ThrowsAsync<IOException>(() => rig.RunAsync(SomeEffect.Page(), Contexts.Clean));
        Assert.Empty(rig.Pages.Done);
        Assert.All(rig.Services.Budget.Status().Today, line => Assert.Equal(0, line.Used));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page(), In(Other)));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Read(), Contexts.Clean));
    }

    [Fact]
    public void Four_fifths_are_told_once_a_day_and_budget()
    {
        var rig = new BudgetRig(new GateOptions { RequestsPerDay = 10, TokensPerDay = 1_000 });
        Spend(rig, requests: 7);
        Assert.Empty(rig.Log.All);
        Assert.DoesNotContain(rig.Budget.Status().Today, line => line.Warning);

        Spend(rig, requests: 2);
        Assert.Equal(["Warning: 80 % of today's budget BUDGET_REQUESTS_PER_DAY is used: 8 requests of 10 requests"], rig.Log.All);
        Assert.Equal("BUDGET_REQUESTS_PER_DAY", rig.Budget.Status().Today.Single(line => line.Warning).Cap.Setting);

        var again = rig.Restart();
        Spend(again, requests: 1);
        Assert.Empty(again.Log.All);
        Assert.Contains(again.Budget.Status().Today, line => line.Warning);
        again.Clock.Advance(TimeSpan.FromDays(1));
        Spend(again, requests: 8);
        Assert.Single(again.Log.All);
    }

    [Fact]
    public void What_is_under_way_is_no_warning_yet()
    {
        var rig = new BudgetRig(new GateOptions { TokensPerDay = 1_000 });
        var large = rig.Reserve(new Amounts(900)).Held!;
        rig.Settle(large, new TokenUsage(1, 1));
        Assert.Empty(rig.Log.All);
    }

    private static void Spend(BudgetRig rig, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            rig.Settle(rig.Reserve(new Amounts(Requests: 1)).Held!, tokens: null);
        }
    }

    private static BudgetRefusal Refused(GateResult result) => Assert.IsType<GateResult.OverBudget>(result).Refusal;

    private static EffectContext In(ThreadId? thread) =>
        new(thread, null, Caller.Assistant, attended: true, [Contexts.OwnerSays("good morning")]);
}
