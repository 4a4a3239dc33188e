namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>A clock that stands still, takes its time, and notes how many ask it at once.</summary>
internal sealed class LoneClock : TimeProvider
{
    private readonly Lock _gate = new();
    private int _inside;

    /// <summary>The most callers that were inside at one time.</summary>
    public int Most { get; private set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            Most = Math.Max(Most, ++_inside);
        }

        // Long enough for another to come in where nothing keeps it out.
        Thread.Sleep(1);
        lock (_gate)
        {
            _inside--;
        }

        return new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
