using Gatehouse.Agent.Loop;
using Gatehouse.Agent.Threads;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Chat;
using Gatehouse.Gate;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Gatehouse.Server.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Talking, and looking back at what was said.</summary>
internal static class ChatEndpoints
{
    /// <summary>Threads in the list: more than a person scrolls through.</summary>
    private const int ShownThreads = 200;

    /// <summary>For an export: all there are.</summary>
    private const int MaxThreads = 100_000;

    private const int DefaultTurns = 50;
    private const int MaxTurns = 200;

    public static void MapChat(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/chat/send", SayAsync)
            .WithFacts(Routes.Write("Says something to the assistant") with { RateLimit = RateLimits.ChatSend });
        app.MapGet("/api/chat/threads", ListAsync).WithFacts(Routes.Read("The threads, newest first"));
        app.MapPost("/api/chat/thread/new", NewThreadAsync).WithFacts(Routes.Write("Makes an empty thread"));
        app.MapPost("/api/chat/thread/untaint", UntaintAsync).WithFacts(Routes.Write("Takes the untrusted texts out of a thread"));
        app.MapGet("/api/chat/history", HistoryAsync).WithFacts(Routes.Read("The turns of a thread"));
        app.MapGet("/api/chat/events", Events).WithFacts(Routes.Read("What happens, as it happens") with { QueryToken = true });
        app.MapGet("/api/chat/ws", Socket)
            .WithFacts(
                Routes.Read("The same as a WebSocket, and messages back within the limit of `/api/chat/send`") with
                {
                    Upgrade = true,
                    Listeners = Listeners.Gateway,
                }
            );
    }

    /// <summary>Also for what comes over a WebSocket.</summary>
    public static async Task<IResult> SayAsync(SendRequest request, Conversations conversations, CancellationToken ct)
    {
        var thread = EdgeIds.Thread(request.ThreadId);
        if (request.ThreadId is not null && thread is null)
        {
            return UnknownThread();
        }

        var result = await conversations.SendAsync(request.Content, request.Pasted ?? [], thread, request.Timezone, ct);
        return result is SendResult.Accepted accepted
            ? TypedResults.Accepted((string?)null, new AcceptedView(accepted.MessageId, "accepted", accepted.Thread.Value))
            : SendRefusals.Of(result);
    }

    private static async Task<IResult> ListAsync(int? limit, IThreadStore threads, GateServices gate, CancellationToken ct)
    {
        if (limit is < 1 or > MaxThreads)
        {
            return Refusal.BadRequest($"limit must be 1 to {MaxThreads:N0}.");
        }

        var pending = gate.Approvals.Pending;
        var found = await threads.ThreadsAsync(limit ?? ShownThreads, ct);
        return TypedResults.Ok(new ThreadList([.. found.Select(thread => ChatViews.View(thread, pending))]));
    }

    private static async Task<Ok<ThreadView>> NewThreadAsync(NewThreadRequest request, Conversations conversations, CancellationToken ct) =>
        TypedResults.Ok(ChatViews.View(await conversations.NewThreadAsync(ct), []));

    private static async Task<IResult> HistoryAsync(
        string thread_id,
        IThreadStore threads,
        GateServices gate,
        int? limit,
        DateTimeOffset? before,
        CancellationToken ct
    )
    {
        var most = limit ?? DefaultTurns;
        if (most is < 1 or > MaxTurns)
        {
            return Refusal.BadRequest($"limit must be 1 to {MaxTurns}.");
        }

        if (EdgeIds.Thread(thread_id) is not { } id || await threads.FindThreadAsync(id, ct) is null)
        {
            return UnknownThread();
        }

        var taint = await threads.TaintAsync(id, ct);
        return TypedResults.Ok(View(id, await threads.HistoryAsync(id, most, before, ct), taint, gate));
    }

    private static async Task<IResult> UntaintAsync(UntaintRequest request, IThreadStore threads, GateServices gate, CancellationToken ct)
    {
        if (EdgeIds.Thread(request.ThreadId) is not { } id)
        {
            return UnknownThread();
        }

        return await TaintDrop.RunAsync(threads, gate.Ledger, id, ct) switch
        {
            DropResult.Done done => TypedResults.Ok(
                new UntaintAnswer(id.Value, done.Texts, ChatViews.View(await threads.TaintAsync(id, ct)))
            ),
            DropResult.Busy => Refusal.Busy(
                "An answer is under way in this thread and goes on with these texts. Wait for its end, or stop it."
            ),
            _ => UnknownThread(),
        };
    }

    private static HistoryView View(ThreadId id, HistoryPage page, ThreadTaint taint, GateServices gate)
    {
        var pending = gate.Approvals.Pending.Where(approval => approval.Thread == id).Select(ApprovalViews.View).ToList();
        var stop = gate.Stop.Marks.FirstOrDefault(mark => mark.Scope.Thread == id);
        return new HistoryView(
            id.Value,
            [.. page.Turns.Select(ChatViews.View)],
            page.HasMore,
            pending,
            stop is null ? null : StopViews.View(stop),
            page.Oldest,
            pending.FirstOrDefault(),
            taint.Texts == 0 ? null : ChatViews.View(taint)
        );
    }

    private static ChatSocket Socket(
        EventHub hub,
        EventPump pump,
        SubscriberCap cap,
        CredentialReader credentials,
        ClientMessages messages
    ) => new(hub, pump, cap, credentials, messages);

    private static EventStream Events(EventHub hub, EventPump pump, SubscriberCap cap) => new(hub, pump, cap);

    private static Refusal UnknownThread() => Refusal.NotFound("There is no such thread.");
}
