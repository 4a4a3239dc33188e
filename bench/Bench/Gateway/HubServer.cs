using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Events;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Bench.Gateway;

/// <summary>
/// The product's own hub, pump and stream with no turn behind them and no front door before them, for as many subscribers as come:
/// what the product does with more than it lets in.
/// </summary>
internal static class HubServer
{
    /// <summary>The argument that makes this program this server: then the port.</summary>
    public const string Argument = "hub-server";

    public static Task RunAsync(int port)
    {
        var hub = new EventHub();
        // Neither book is asked: everybody is the owner.
        var pump = new EventPump(hub, new CredentialReader(new OwnerToken(null), tokens: null!, sessions: null!), TimeProvider.System);
        var cap = new SubscriberCap(NullLogger<SubscriberCap>.Instance);
        return PeerHost.RunAsync(
            port,
            app =>
            {
                app.MapGet("/api/health", context => context.Response.WriteAsync("ok"));
                app.MapGet(
                    "/events",
                    context => StreamAsync(context, new EventStream((_, caller) => Seat(hub, caller), hub.Unsubscribe, pump, cap))
                );
                app.MapGet(Burst.Route, context => Publish(context, hub));
            }
        );
    }

    private static Task StreamAsync(HttpContext context, EventStream stream)
    {
        context.Features.Set<Credential>(new Credential.Peer());
        return stream.ExecuteAsync(context);
    }

    // Past the one place that counts subscribers. The product has no switch for that, and needs none for this.
    private static EventSubscriber Seat(EventHub hub, Credential caller)
    {
        var subscriber = new EventSubscriber(caller, StreamKind.EventStream, []);
        lock (GateOf(hub))
        {
            SubscribersOf(hub).Add(subscriber);
        }

        return subscriber;
    }

    private static Task Publish(HttpContext context, EventHub hub)
    {
        var burst = Burst.Of(context);
        var (chunk, end) = (Filled(Chunk, burst.Bytes), Filled(End, burst.Bytes));
        for (var i = 1; i < burst.Events; i++)
        {
            hub.Publish(chunk);
        }

        hub.Publish(end);
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static StreamChunkEvent Chunk(string text) => new(text, "a-thread", "a-turn");

    private static TurnEndedEvent End(string text) => new("a-thread", "a-turn", "completed", text);

    // One whose JSON has so many bytes.
    private static ServerEvent Filled(Func<string, ServerEvent> create, int bytes) =>
        create(new string('x', bytes - JsonSerializer.SerializeToUtf8Bytes(create(""), GatehouseJson.Default.ServerEvent).Length));

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_gate")]
    private static extern ref Lock GateOf(EventHub hub);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_subscribers")]
    private static extern ref HashSet<EventSubscriber> SubscribersOf(EventHub hub);
}
