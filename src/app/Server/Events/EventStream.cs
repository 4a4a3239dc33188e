using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Events;

/// <summary>Writes one subscriber's events as an event stream until either side ends it.</summary>
internal sealed class EventStream(EventHub hub, SessionBook sessions, TimeProvider clock) : IResult
{
    private static readonly byte[] Comment = ": keep-alive\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var credential = httpContext.Features.Get<Credential>();
        var session = (credential as Credential.Session)?.Record;
        if (hub.Subscribe(LastId(httpContext.Request), session) is not { } subscriber)
        {
            await ProblemAnswer.WriteAsync(
                httpContext,
                StatusCodes.Status503ServiceUnavailable,
                "Too many connections",
                "As many event streams as there may be are open. Close a tab and try again."
            );
            return;
        }

        try
        {
            httpContext.Response.ContentType = "text/event-stream";
            await SendAsync(httpContext, subscriber, httpContext.RequestAborted);
        }
        finally
        {
            hub.Unsubscribe(subscriber);
        }
    }

    private async Task SendAsync(HttpContext context, EventSubscriber subscriber, CancellationToken ct)
    {
        var body = context.Response.Body;
        // The session may have been closed after the front door let the request in and before the hub knew of this stream.
        if (!IsStillOpen(subscriber))
        {
            return;
        }

        using var beat = new PeriodicTimer(GatewayLimits.KeepAlive, clock);
        // At once: a client knows from the first bytes that it is connected.
        await body.WriteAsync(Comment, ct);
        await WriteAsync(body, subscriber.First, ct);
        await body.FlushAsync(ct);
        var (events, tick) = (subscriber.Waiting.WaitToReadAsync(ct).AsTask(), beat.WaitForNextTickAsync(ct).AsTask());
        while (true)
        {
            await Task.WhenAny(events, tick);
            // Both are looked at on every round: a busy stream must not outlive its session, nor a beat hold up what happened.
            if (tick.IsCompleted)
            {
                await tick;
                if (!IsStillOpen(subscriber))
                {
                    return;
                }

                await body.WriteAsync(Comment, ct);
                tick = beat.WaitForNextTickAsync(ct).AsTask();
            }

            if (events.IsCompleted)
            {
                if (!await events)
                {
                    return;
                }

                // No more than the queue holds before the beat is looked at again.
                for (var written = 0; written < EventSubscriber.MaxWaiting && subscriber.Waiting.TryRead(out var frame); written++)
                {
                    await body.WriteAsync(frame.ToBytes(), ct);
                }

                await WriteAsync(body, hub.Catch(subscriber), ct);
                events = subscriber.Waiting.WaitToReadAsync(ct).AsTask();
            }

            await body.FlushAsync(ct);
        }
    }

    private bool IsStillOpen(EventSubscriber subscriber) => subscriber.Session is not { } session || sessions.IsOpen(session);

    private static async Task WriteAsync(Stream body, IEnumerable<EventFrame> frames, CancellationToken ct)
    {
        foreach (var frame in frames)
        {
            await body.WriteAsync(frame.ToBytes(), ct);
        }
    }

    private static string? LastId(HttpRequest request) =>
        request.Headers["Last-Event-ID"] is { Count: > 0 } header ? header[0]
        : request.Query["last_event_id"] is { Count: > 0 } query ? query[0]
        : null;
}
