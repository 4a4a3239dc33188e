using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Events;

/// <summary>Writes one subscriber's events as an event stream until either side ends it.</summary>
internal sealed class EventStream(
    Func<string?, Credential, EventSubscriber?> open,
    Action<EventSubscriber> close,
    EventPump pump,
    SubscriberCap cap
) : IResult
{
    /// <summary>The stream of what happens.</summary>
    public EventStream(EventHub hub, EventPump pump, SubscriberCap cap)
        : this((lastId, caller) => hub.Subscribe(lastId, caller, StreamKind.EventStream), hub.Unsubscribe, pump, cap) { }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (httpContext.Features.Get<Credential>() is not { IsOwner: true } caller)
        {
            throw new InvalidOperationException("an event stream was reached without a credential");
        }

        if (open(LastId(httpContext.Request), caller) is not { } subscriber)
        {
            await cap.RefuseAsync(httpContext);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, subscriber.WhenCut);
        try
        {
            httpContext.Response.ContentType = "text/event-stream";
            await pump.RunAsync(subscriber, new StreamWriter(httpContext.Response.Body), end.Token);
        }
        catch (OperationCanceledException) when (subscriber.WhenCut.IsCancellationRequested)
        {
            // A reader that stands still would hold an orderly end back.
            httpContext.Abort();
        }
        finally
        {
            close(subscriber);
        }
    }

    private static string? LastId(HttpRequest request) =>
        request.Headers["Last-Event-ID"] is { Count: > 0 } header ? header[0]
        : request.Query["last_event_id"] is { Count: > 0 } query ? query[0]
        : null;

    private sealed class StreamWriter(Stream body) : IEventWriter
    {
        private static readonly byte[] Comment = ": keep-alive\n\n"u8.ToArray();

        public Task WriteAsync(EventFrame frame, CancellationToken ct) => body.WriteAsync(frame.Bytes, ct).AsTask();

        public Task FlushAsync(CancellationToken ct) => body.FlushAsync(ct);

        public Task BeatAsync(CancellationToken ct) => body.WriteAsync(Comment, ct).AsTask();
    }
}
