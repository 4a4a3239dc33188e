using Gatehouse.Agent.Loop;
using Gatehouse.Contracts.Status;
using Gatehouse.Gate;
using Gatehouse.Security.Policy;
using Gatehouse.Server.Access;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Events;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>How the server is.</summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/gateway/status", Status).WithFacts(Routes.Read("Version, model, budget, stop and ledger at a glance"));

    private static Ok<StatusView> Status(
        GateServices gate,
        Conversations conversations,
        EventHub events,
        SettingsInForce inForce,
        FailedAttempts failures,
        ServerClock clock
    )
    {
        var (streams, sockets) = (
            events.Count(StreamKind.EventStream) + events.Count(StreamKind.LogStream),
            events.Count(StreamKind.WebSocket)
        );
        var (head, settings) = (gate.Ledger.Head, inForce.Settings);
        return TypedResults.Ok(
            new StatusView(
                ProductVersion.Text,
                (long)clock.Uptime.TotalSeconds,
                streams,
                sockets,
                streams + sockets,
                RestartEnabled: false,
                settings.Llm.BackendName,
                settings.Llm.Model,
                ["gateway"],
                settings.Llm.Backend == LlmBackend.Offline,
                gate.Approvals.Pending.Count,
                StopViews.State(gate.Stop.Marks),
                BudgetViews.View(gate.Budget.Status(), priced: settings.Budget.Price is not null),
                new LedgerStatusView(head.Seq, head.Hash, head.Seq, gate.VerifiedAtStart == true, Problem(gate)),
                settings.Policy.Wire(),
                gate.Injections.Seen,
                failures.Total,
                gate.Unknowns.Waiting.Count,
                conversations.Gap.Effects
            )
        );
    }

    private static string? Problem(GateServices gate) =>
        gate.Ledger.Problem
        ?? (
            gate.VerifiedAtStart == false
                ? "The ledger was not found whole at the start. `gatehouse ledger verify` says where; keep ledger.db as it is."
                : null
        );
}
