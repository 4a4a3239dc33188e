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
        // At once: a client knows from the first bytes that it is connected.
        await body.WriteAsync(Comment, ct);
        await WriteAsync(body, subscriber.First, ct);
        await body.FlushAsync(ct);
        while (true)
        {
            switch (await NextAsync(subscriber, ct))
            {
                case Wake.Closed:
                    return;
                case Wake.Silence:
                    if (subscriber.Session is { } session && !sessions.IsOpen(session))
                    {
                        return;
                    }

                    await body.WriteAsync(Comment, ct);
                    break;
                default:
                    while (subscriber.Waiting.TryRead(out var frame))
                    {
                        await body.WriteAsync(frame.ToBytes(), ct);
                    }

                    await WriteAsync(body, hub.Catch(subscriber), ct);
                    break;
            }

            await body.FlushAsync(ct);
        }
    }

    private async Task<Wake> NextAsync(EventSubscriber subscriber, CancellationToken ct)
    {
        using var silence = new CancellationTokenSource(GatewayLimits.KeepAlive, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        try
        {
            return await subscriber.Waiting.WaitToReadAsync(either.Token) ? Wake.Events : Wake.Closed;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Wake.Silence;
        }
    }

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

    private enum Wake
    {
        Events,
        Silence,
        Closed,
    }
}
