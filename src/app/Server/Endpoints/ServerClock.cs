namespace Gatehouse.Server.Endpoints;

/// <summary>Since when this server runs.</summary>
internal sealed class ServerClock(TimeProvider clock)
{
    private readonly long _started = clock.GetTimestamp();

    public TimeSpan Uptime => clock.GetElapsedTime(_started);

    public DateTimeOffset Now => clock.GetUtcNow();
}
