using Gatehouse.Server.Access;

namespace Gatehouse.App.Tests.Server;

public sealed class SlidingWindowTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    [Trait("Row", "I-047")]
    public void Room_returns_one_by_one_as_the_window_slides()
    {
        var clock = new StoppedClock();
        var window = new SlidingWindow(3, Minute, clock);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            Assert.True(window.TryTake(out var _));
            clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.False(window.TryTake(out var wait));
        Assert.Equal(TimeSpan.FromSeconds(30), wait);
        clock.Advance(wait - TimeSpan.FromTicks(1));
        Assert.False(window.TryTake(out _));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(window.TryTake(out _));
        Assert.False(window.TryTake(out _));
    }

    [Fact]
    [Trait("Row", "I-047")]
    public void A_burst_at_the_end_of_a_minute_counts_in_the_next()
    {
        var clock = new StoppedClock();
        var window = new SlidingWindow(30, Minute, clock);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.All(Enumerable.Range(0, 30), _ => Assert.True(window.TryTake(out var _)));

        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.False(window.TryTake(out _));
    }

    [Fact]
    public void Under_parallel_load_exactly_the_limit_is_let_through()
    {
        var window = new SlidingWindow(30, Minute, new StoppedClock());
        var passed = 0;

        Parallel.For(0, 2_000, _ => Interlocked.Add(ref passed, window.TryTake(out var _) ? 1 : 0));

        Assert.Equal(30, passed);
    }
}
