namespace Gatehouse.App.Tests.Server;

/// <summary>A clock whose time of day moves only when a test moves it. Timers run on real time.</summary>
public sealed class StoppedClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
