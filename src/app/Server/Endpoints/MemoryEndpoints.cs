using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>The owner's own look into memory. Passes the Gate like any other effect, as the owner's.</summary>
internal static class MemoryEndpoints
{
    private const int MaxLimit = 50;

    public static void MapMemory(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/memory/search", SearchAsync).WithFacts(Routes.Write("Searches the owner's memory"));

    private static async Task<IResult> SearchAsync(MemorySearchRequest request, GateServices gate, CancellationToken ct)
    {
        if (request.Query.Length is 0 or > 1_000 || request.Limit is < 1 or > MaxLimit)
        {
            return Refusal.BadRequest($"query must have 1 to 1,000 characters, limit must be 1 to {MaxLimit}.");
        }

        var context = gate.Gate.OpenContext(thread: null, turn: null, Caller.Owner, attended: true, []);
        var effect = new ReadMemory("", request.Query, request.Limit);
        return await gate.Gate.RunAsync(effect, context, new Invocation("memory_search", "owner"), ct) switch
        {
            GateResult.Done done => TypedResults.Ok(Read(done.Text)),
            GateResult.Stopped => Refusal.Conflict(
                "Everything is stopped. Resume to search: `gatehouse resume`, or the button on the page."
            ),
            GateResult.OverBudget over => Refusal.Conflict(over.Refusal.Describe()),
            GateResult.Failed failed => new Refusal(StatusCodes.Status500InternalServerError, "The search did not work", failed.Message),
            _ => Refusal.Conflict("The policy does not allow this search."),
        };
    }

    // The driver's own JSON, scanned by the Gate on its way here.
    private static MemorySearchAnswer Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new MemorySearchAnswer([.. document.RootElement.GetProperty("results").EnumerateArray().Select(Hit)]);
    }

    private static MemoryHit Hit(JsonElement row) =>
        new(
            row.GetProperty("path").GetString()!,
            row.GetProperty("content").GetString()!,
            row.GetProperty("score").GetDouble(),
            row.GetProperty("label").Deserialize(GatehouseJson.Default.LabelView)!
        );
}
