using System.Net.WebSockets;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Sockets;

/// <summary>The WebSocket of one client: events out, messages in, until either side ends it or its credential does.</summary>
internal sealed class ChatSocket(EventHub hub, EventPump pump, SubscriberCap cap, CredentialReader credentials, ClientMessages messages)
    : IResult
{
    /// <param name="Status">Null when it has been said already.</param>
    private sealed record Goodbye(WebSocketCloseStatus? Status, string Why);

    private static readonly Goodbye SignedOut = new(WebSocketCloseStatus.PolicyViolation, "signed out");
    private static readonly Goodbye Said = new(null, "");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (httpContext.Features.Get<Credential>() is not { IsOwner: true } caller)
        {
            throw new InvalidOperationException("a WebSocket was reached without a credential");
        }

        if (!httpContext.WebSockets.IsWebSocketRequest)
        {
            await RefuseHandshakeAsync(httpContext);
            return;
        }

        if (hub.Subscribe(httpContext.Request.Query["after"], caller, StreamKind.WebSocket) is not { } subscriber)
        {
            await cap.RefuseAsync(httpContext);
            return;
        }

        try
        {
            // No compression: beside a secret it tells the secret's length (CRIME, BREACH).
            var accept = new WebSocketAcceptContext
            {
                SubProtocol = Subprotocols.Accepted(httpContext.Request),
                KeepAliveInterval = GatewayLimits.KeepAlive,
                KeepAliveTimeout = GatewayLimits.KeepAlive,
            };
            using var link = new SocketLink(await httpContext.WebSockets.AcceptWebSocketAsync(accept));
            await RunAsync(link, subscriber, httpContext.RequestAborted);
        }
        finally
        {
            hub.Unsubscribe(subscriber);
        }
    }

    private async Task RunAsync(SocketLink link, EventSubscriber subscriber, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, subscriber.WhenCut);
        var sending = SendAsync(link, subscriber, end.Token);
        // Not the same token: cancelling a receive ends the connection without a goodbye.
        var receiving = ReceiveAsync(link, subscriber, end.Token, ct);
        try
        {
            var goodbye = await await Task.WhenAny(sending, receiving);
            await end.CancelAsync();
            if (goodbye is { Status: { } status })
            {
                await link.CloseAsync(status, goodbye.Why, receiving);
            }
            else if (goodbye is not null)
            {
                await SocketLink.LingerAsync(ct);
            }
        }
        finally
        {
            await end.CancelAsync();
            link.Abort();
            await Task.WhenAll(sending, receiving);
        }
    }

    /// <returns>What to say at the end; null when there is nobody left to say it to.</returns>
    private async Task<Goodbye?> SendAsync(SocketLink link, EventSubscriber subscriber, CancellationToken ct)
    {
        try
        {
            return await pump.RunAsync(subscriber, link, ct) == StreamEnd.Stopping
                ? new Goodbye(WebSocketCloseStatus.EndpointUnavailable, "the server stops")
                : SignedOut;
        }
        catch (OperationCanceledException) when (subscriber.WhenCut.IsCancellationRequested)
        {
            return SignedOut;
        }
        catch (Exception e) when (SocketLink.IsEnd(e))
        {
            return null;
        }
    }

    private async Task<Goodbye?> ReceiveAsync(SocketLink link, EventSubscriber subscriber, CancellationToken ended, CancellationToken ct)
    {
        try
        {
            for (var isFirst = true; ; isFirst = false)
            {
                switch (await link.ReceiveAsync(ct))
                {
                    case ReceivedMessage.Text text:
                        // Between our goodbye and the client's nothing counts any more.
                        if (ended.IsCancellationRequested)
                        {
                            continue;
                        }

                        if (!credentials.StillOpens(subscriber.Caller))
                        {
                            return SignedOut;
                        }

                        if (await messages.TakeAsync(text.Utf8, subscriber, isFirst) is { } answer)
                        {
                            await link.SendAsync(answer, ended);
                        }

                        break;
                    case ReceivedMessage.Binary:
                        return new Goodbye(WebSocketCloseStatus.InvalidMessageType, "text messages only");
                    case ReceivedMessage.TooLarge:
                        return new Goodbye(
                            WebSocketCloseStatus.MessageTooBig,
                            $"a message may have at most {SurfaceDocument.Size(GatewayLimits.BodyBytes)}"
                        );
                    default:
                        return new Goodbye(WebSocketCloseStatus.NormalClosure, "");
                }
            }
        }
        catch (WebSocketException)
        {
            // The protocol was broken, and the library has told the client how, with 1002 or 1007; or the client is gone.
            return Said;
        }
        catch (Exception e) when (SocketLink.IsEnd(e))
        {
            return null;
        }
    }

    private static Task RefuseHandshakeAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketVersion = "13";
        return ProblemAnswer.WriteAsync(
            context,
            StatusCodes.Status426UpgradeRequired,
            "WebSocket expected",
            "This address speaks WebSocket, version 13 (RFC 6455). For plain HTTP use GET /api/chat/events."
        );
    }
}
