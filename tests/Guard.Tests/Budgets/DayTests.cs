using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>What "today" is, also where clocks change.</summary>
[Trait("Invariant", "G11")]
public sealed class DayTests
{
    private static readonly DateTimeOffset April = new(2026, 4, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Zones whose clocks change on 25 April and on 26 April 2026, each in another way.</summary>
    public static TheoryData<string, TimeZoneInfo> Zones =>
        new()
        {
            { "never", TimeZoneInfo.CreateCustomTimeZone("never", TimeSpan.FromMinutes(345), "never", "never") },
            { "two to three at night, a day of 23 hours", Zone("forward", 25, 2, 10, 25, 3) },
            { "midnight to one: that day has no midnight", Zone("no midnight", 25, 0, 10, 25, 1) },
            { "three to two at night, a day of 25 hours", Zone("back", 1, 2, 4, 25, 3) },
            { "one to midnight: midnight strikes twice", Zone("two midnights", 1, 2, 4, 25, 1) },
            { "midnight to eleven: an hour of yesterday comes again", Zone("again", 1, 2, 4, 25, 0) },
        };

    [Theory]
    [MemberData(nameof(Zones))]
    public void The_day_ends_at_the_very_instant_that_was_told(string changes, TimeZoneInfo zone)
    {
        Assert.NotEmpty(changes);
        var rig = new BudgetRig(new GateOptions { RequestsPerDay = 1 }, new FakeClock(April, zone));
        for (var night = 0; night < 10; night++)
        {
            var (day, resets) = (rig.Budget.Status().Day, rig.Budget.Status().ResetsAt);
            Assert.NotNull(rig.Reserve(new Amounts(Requests: 1)).Held);
            while (rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(20) < resets)
            {
                rig.Clock.Advance(TimeSpan.FromMinutes(20));
                Assert.Null(rig.Reserve(new Amounts(Requests: 1)).Held);
                Assert.Equal(resets, rig.Budget.Status().ResetsAt);
            }

            rig.Clock.Advance(resets - rig.Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
            Assert.Equal((day, 1), (rig.Budget.Status().Day, rig.Used(BudgetDimension.Requests)));
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal((day.AddDays(1), 0), (rig.Budget.Status().Day, rig.Used(BudgetDimension.Requests)));
        }
    }

    [Fact]
    public void A_reservation_of_yesterday_settles_on_yesterday_and_not_on_today()
    {
        var zone = Zone("forward", 25, 0, 10, 25, 1);
        var rig = new BudgetRig(new GateOptions(), new FakeClock(new DateTimeOffset(2026, 4, 24, 21, 59, 59, TimeSpan.Zero), zone));
        var held = rig.Reserve(new Amounts(100, 1, 1_000, 50), "host.example").Held!;
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        rig.Settle(held, new(40, 2), bytes: 7);
        Assert.Equal(new DateOnly(2026, 4, 25), rig.Budget.Status().Day);
        Assert.All(rig.Budget.Status().Today, line => Assert.Equal(0, line.Used));
        Assert.Equal(new Amounts(42, 1, 7, 0, 1), rig.Store.Spent(new BudgetScope.Day(new DateOnly(2026, 4, 24))));
        Assert.Equal(42, rig.Restart().Store.Spent(new BudgetScope.Thread(BudgetRig.Thread)).Tokens);
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_open_a_new_day()
    {
        var rig = new BudgetRig(new GateOptions { RequestsPerDay = 1 });
        Assert.NotNull(rig.Reserve(new Amounts(Requests: 1)).Held);
        rig.Clock.Advance(TimeSpan.FromDays(-1));
        Assert.Null(rig.Reserve(new Amounts(Requests: 1)).Held);
    }

    [Fact]
    public void A_day_that_was_spent_while_the_clock_was_ahead_stays_spent_when_it_comes()
    {
        var rig = new BudgetRig(new GateOptions { RequestsPerDay = 1 });
        rig.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotNull(rig.Reserve(new Amounts(Requests: 1)).Held);
        rig.Clock.Advance(TimeSpan.FromDays(-1));
        var again = rig.Restart();
        Assert.NotNull(again.Reserve(new Amounts(Requests: 1)).Held);
        again.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(again.Reserve(new Amounts(Requests: 1)).Held);
    }

    // An hour of summer time from the first moment to the second, in a zone at UTC+2.
    private static TimeZoneInfo Zone(string name, int fromDay, int fromHour, int toMonth, int toDay, int toHour)
    {
        var from = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, fromHour, 0, 0), fromDay == 25 ? 4 : 2, fromDay);
        var to = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, toHour, 0, 0), toMonth, toDay);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(2020, 1, 1),
            new DateTime(2030, 12, 31),
            TimeSpan.FromHours(1),
            from,
            to
        );
        return TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(2), name, name, name, [rule]);
    }
}
