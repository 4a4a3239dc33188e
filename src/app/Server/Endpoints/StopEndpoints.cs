using Gatehouse.Contracts.Stopping;
using Gatehouse.Gate;
using Gatehouse.Gate.Stopping;
using Gatehouse.Server.Access;
using Gatehouse.Server.Stopping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>The owner's brake.</summary>
internal static class StopEndpoints
{
    /// <summary>Longest reason kept with a stop, in characters: one line.</summary>
    private const int MaxReason = 500;

    public static void MapStop(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/stop", Show).WithFacts(Routes.Read("What is stopped"));
        app.MapPost("/api/stop", StopAsync).WithFacts(Routes.Write("Stops everything or one thread"));
        app.MapPost("/api/resume", ResumeAsync).WithFacts(Routes.Write("Takes a stop back"));
    }

    private static Ok<StopState> Show(GateServices gate) => TypedResults.Ok(StopViews.State(gate.Stop.Marks));

    private static async Task<IResult> StopAsync(StopRequest request, GateServices gate, CancellationToken ct)
    {
        if (Scope(request.Scope, request.ThreadId) is not { } scope)
        {
            return BadScope();
        }

        var reason = request.Reason is { Length: > 0 } given ? given : "stopped by the owner";
        var receipt = await gate.Stop.StopAsync(scope, reason.Length > MaxReason ? reason[..MaxReason] : reason, ct);
        return TypedResults.Ok(new StopAnswer(StopViews.ScopeOf(scope), receipt.Stop.Since, StopViews.View(receipt), scope.Thread?.Value));
    }

    private static async Task<IResult> ResumeAsync(ResumeRequest request, GateServices gate, StopFile file, CancellationToken ct)
    {
        if (Scope(request.Scope, request.ThreadId) is not { } scope)
        {
            return BadScope();
        }

        if (scope == StopScope.Global && file.IsThere)
        {
            return Refusal.Busy($"The file {StopFile.Name} lies in the home and keeps everything stopped. Remove it, then resume.");
        }

        await gate.Stop.ResumeAsync(scope, ct);
        // It may have come meanwhile.
        await file.LookAsync();
        return TypedResults.Ok(StopViews.State(gate.Stop.Marks));
    }

    private static StopScope? Scope(string scope, string? thread) =>
        scope switch
        {
            StopViews.Global => thread is null ? StopScope.Global : null,
            StopViews.Thread => EdgeIds.Thread(thread) is { } id ? new StopScope(id) : null,
            _ => null,
        };

    private static Refusal BadScope() =>
        Refusal.BadRequest("scope must be \"global\" without a thread_id, or \"thread\" with the thread_id of one thread.");
}
