namespace Gatehouse.Server.Endpoints;

/// <summary>Since when this server runs.</summary>
internal sealed class ServerClock(TimeProvider clock)
{
    private readonly long started = clock.GetTimestamp();

    public TimeSpan Uptime => clock.GetElapsedTime(started);

    public DateTimeOffset Now => clock.GetUtcNow();
}
