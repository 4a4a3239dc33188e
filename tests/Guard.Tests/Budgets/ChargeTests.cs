using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Gate;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>What is taken before and charged after.</summary>
[Trait("Invariant", "G11")]
public sealed class ChargeTests
{
    // 3 USD in and 15 USD out per million tokens.
    private static readonly ModelPrice Price = new(3_000_000, 15_000_000);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1_000_000, 0, 3_000_000)]
    [InlineData(0, 1_000_000, 15_000_000)]
    [InlineData(1, 1, 18)]
    [InlineData(long.MaxValue, long.MaxValue, long.MaxValue)]
    public void A_price_is_per_million_tokens(long input, long output, long microUsd) => Assert.Equal(microUsd, Price.Of(input, output));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(999_999, 0, 1)]
    [InlineData(1_000_000, 0, 1)]
    [InlineData(1_000_001, 0, 2)]
    public void A_cost_is_rounded_up(long input, long output, long microUsd) =>
        // A millionth of a dollar per million tokens.
        Assert.Equal(microUsd, new ModelPrice(1, 1).Of(input, output));

    [Fact]
    public void A_call_s_bound_is_its_prompt_as_input_and_its_limit_as_output()
    {
        var call = SomeEffect.Model(Rig.ModelServer, prompt: new string('x', 1_000), messages: 10, maxTokens: 500);
        var bound = ReservationBound.For(call, new GateOptions { ModelPrice = Price }).Amounts;
        Assert.Equal((1_660, 1), (bound.Tokens, bound.Requests));
        Assert.Equal(1_160 * 3 + 500 * 15, bound.MicroUsd);
        // Six bytes each, and the largest answer with a quarter for its framing.
        Assert.InRange(bound.Bytes, 6_000 + 20 * 1024 * 1024, 6_000 + 21 * 1024 * 1024);
    }

    [Fact]
    public void Without_a_price_only_tokens_count()
    {
        var bound = ReservationBound.For(SomeEffect.Model(Rig.ModelServer), new GateOptions()).Amounts;
        Assert.Equal((118, 0), (bound.Tokens, bound.MicroUsd));
    }

    [Fact]
    public void What_stays_inside_the_machine_is_free()
    {
        Effect[] inside = [SomeEffect.Model(), SomeEffect.Read(), SomeEffect.Write(), SomeEffect.Time()];
        Assert.All(
            inside,
            effect => Assert.Equal(Amounts.None, ReservationBound.For(effect, new GateOptions { ModelPrice = Price }).Amounts)
        );
    }

    [Fact]
    public void A_request_s_bound_holds_its_body_its_headers_and_the_largest_answer()
    {
        var small = ReservationBound.For(SomeEffect.Post(body: ""), new GateOptions()).Amounts.Bytes;
        var large = ReservationBound.For(SomeEffect.Post(body: new string('x', 100_000)), new GateOptions()).Amounts.Bytes;
        Assert.Equal(100_000, large - small);
        Assert.True(small > 5 * 1024 * 1024 + 64 * 1024);
    }

    [Theory]
    [InlineData(int.MinValue, 1)]
    [InlineData(100, int.MinValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void No_bound_is_negative_and_none_wraps_around(int maxTokens, int messages)
    {
        var call = SomeEffect.Model(Rig.ModelServer, maxTokens: maxTokens, messages: messages);
        var bound = ReservationBound.For(call, new GateOptions { ModelPrice = new ModelPrice(long.MaxValue, long.MaxValue) }).Amounts;
        Assert.True(bound.Tokens > 0);
        Assert.True(bound.MicroUsd > 0);
    }

    [Theory]
    [InlineData(7L, 3L, 10L, 7 * 3 + 3 * 15)]
    [InlineData(0L, 0L, 0L, 0)]
    // Nothing reported, or nonsense: the bound, 18 in and 82 out.
    [InlineData(null, null, 100L, 18 * 3 + 82 * 15)]
    [InlineData(-500L, 0L, 100L, 18 * 3 + 82 * 15)]
    [InlineData(600L, -500L, 100L, 18 * 3 + 82 * 15)]
    [InlineData(long.MinValue, long.MinValue, 100L, 18 * 3 + 82 * 15)]
    // More than the bound is believed.
    [InlineData(300L, 100L, 400L, 300 * 3 + 100 * 15)]
    [InlineData(long.MaxValue, 0L, long.MaxValue, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue)]
    public async Task What_was_reported_replaces_the_bound(long? input, long? output, long tokens, long microUsd)
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { ModelPrice = Price });
        rig.Models.Does = (_, pass, _, _) =>
        {
            pass.Traffic.Add(12_345);
            return Task.FromResult(new EffectOutput("x", Tokens: input is null ? null : new TokenUsage(input.Value, output!.Value)));
        };
        await rig.RunAsync(SomeEffect.Model(Rig.ModelServer, maxTokens: 82));
        await rig.FlushAsync();
        var expected = new Amounts(tokens, 1, 12_345, microUsd);
        Assert.Equal(expected, rig.Store.Reservations.Single().Amounts);
        Assert.All(rig.Services.Budget.Status().Today, line => Assert.Equal(expected[line.Cap.Dimension], line.Used));
    }

    [Fact]
    public async Task An_absurd_report_closes_the_day_and_no_later_settlement_opens_it_again()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = (_, _, _, _) => Task.FromResult(new EffectOutput("x", Tokens: new TokenUsage(long.MaxValue, 1)));
        var call = SomeEffect.Model(Rig.ModelServer);
        await rig.RunAsync(call);
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(call));
        }

        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page()));
        Assert.Equal(long.MaxValue, rig.Services.Budget.Status().Used(BudgetDimension.Tokens));
    }

    [Theory]
    // Something may have been charged for: the tokens count whole.
    [InlineData(false, 100, 18 * 3 + 82 * 15)]
    [InlineData(true, 0, 0)]
    public async Task A_failure_is_charged_whole_unless_nothing_was_sent_and_its_bytes_are_those_that_moved(
        bool notSent,
        long tokens,
        long microUsd
    )
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { ModelPrice = Price });
        rig.Models.Does = (_, pass, _, _) =>
        {
            pass.Traffic.Add(77);
            throw new EffectFailedException(FailureReason.Unreachable, "broken") { NotSent = notSent };
        };
        await rig.RunAsync(SomeEffect.Model(Rig.ModelServer, maxTokens: 82));
        await rig.FlushAsync();
        Assert.Equal(new Amounts(tokens, 1, 77, microUsd), rig.Store.Reservations.Single().Amounts);
    }

    [Fact]
    public async Task What_costs_nothing_leaves_no_reservation_behind()
    {
        await using var rig = await Rig.StartAsync();
        await rig.RunAsync(SomeEffect.Read());
        await rig.RunAsync(SomeEffect.Write());
        await rig.FlushAsync();
        Assert.Empty(rig.Store.Reservations);
    }

    [Fact]
    public void A_full_sum_does_not_shrink()
    {
        var full = Amounts.None.Replace(Amounts.None, new Amounts(long.MaxValue));
        Assert.Equal(long.MaxValue, full.Replace(Amounts.None, new Amounts(5)).Tokens);
        Assert.Equal(long.MaxValue, full.Replace(new Amounts(5), Amounts.None).Tokens);
        Assert.Equal(0, new Amounts(3).Replace(new Amounts(5), Amounts.None).Tokens);
    }
}
