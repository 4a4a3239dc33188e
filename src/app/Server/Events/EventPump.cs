using Gatehouse.Server.Access;

namespace Gatehouse.Server.Events;

/// <summary>Moves one subscriber's events onto its wire, for as long as its credential is good.</summary>
internal sealed class EventPump(EventHub hub, CredentialReader credentials, TimeProvider clock)
{
    /// <returns>Why it ended; a cut or a lost client ends it with <see cref="OperationCanceledException"/> or the wire's own error.</returns>
    public async Task<StreamEnd> RunAsync(EventSubscriber subscriber, IEventWriter wire, CancellationToken ct)
    {
        // The credential may have ended after the front door let the request in and before the hub knew of this stream.
        if (!credentials.StillOpens(subscriber.Caller))
        {
            return StreamEnd.CredentialOver;
        }

        using var beat = new PeriodicTimer(GatewayLimits.KeepAlive, clock);
        // At once: a client knows from the first bytes that it is connected.
        await wire.BeatAsync(ct);
        var (events, tick) = (subscriber.WaitAsync(ct), beat.WaitForNextTickAsync(ct).AsTask());
        while (true)
        {
            var more = await WriteSomeAsync(subscriber, wire, ct);
            await wire.FlushAsync(ct);
            if (!more)
            {
                await Task.WhenAny(events, tick);
            }

            // Both are looked at on every round: a busy stream must not outlive its session, nor a beat hold up what happened.
            if (tick.IsCompleted)
            {
                await tick;
                if (!credentials.StillOpens(subscriber.Caller))
                {
                    return StreamEnd.CredentialOver;
                }

                await wire.BeatAsync(ct);
                tick = beat.WaitForNextTickAsync(ct).AsTask();
            }

            if (!more && events.IsCompleted)
            {
                if (!await events)
                {
                    return StreamEnd.Stopping;
                }

                events = subscriber.WaitAsync(ct);
            }
        }
    }

    // No more than the queue holds before the beat is looked at again. True when there is more.
    private async Task<bool> WriteSomeAsync(EventSubscriber subscriber, IEventWriter wire, CancellationToken ct)
    {
        for (var written = 0; written < EventSubscriber.MaxWaiting; written++)
        {
            if (!hub.TryTake(subscriber, out var frame))
            {
                return false;
            }

            await wire.WriteAsync(frame, ct);
        }

        return true;
    }
}
