using Gatehouse.Agent.Memory;
using Gatehouse.Contracts.Memory;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>The owner's own look into memory, and his own pen. Passes the Gate like any other effect, as the owner's.</summary>
internal static class MemoryEndpoints
{
    private const int MaxHits = 50;
    private const int MaxQueryLength = 1_000;

    public static void MapMemory(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/memory/tree", TreeAsync).WithFacts(Routes.Read("All documents of memory and their folders"));
        app.MapGet("/api/memory/list", ListAsync).WithFacts(Routes.Read("What is in one folder of memory"));
        app.MapGet("/api/memory/read", ReadAsync).WithFacts(Routes.Read("A document of memory, and where its parts come from"));
        app.MapPost("/api/memory/search", SearchAsync).WithFacts(Routes.Write("Searches the owner's memory"));
        app.MapPost("/api/memory/write", WriteAsync).WithFacts(Routes.Write("Writes or adds to a document of memory"));
        app.MapPost("/api/memory/delete", DeleteAsync).WithFacts(Routes.Write("Deletes a document of memory"));
    }

    private static async Task<IResult> TreeAsync(GateServices gate, CancellationToken ct)
    {
        var (done, refused) = await OwnerEffects.RunAsync(gate, new ReadMemory("/", "", MemoryPath.MaxListed), "memory_tree", ct);
        return done is null ? refused! : TypedResults.Ok(MemoryViews.Tree(done.Text));
    }

    private static async Task<IResult> ListAsync(string? path, GateServices gate, CancellationToken ct)
    {
        if (MemoryPath.Folder(path, out var why) is not { } folder)
        {
            return Refusal.BadRequest(why + ".");
        }

        var (done, refused) = await OwnerEffects.RunAsync(gate, new ReadMemory(folder, "", MemoryPath.MaxListed), "memory_tree", ct);
        return done is null ? refused! : TypedResults.Ok(MemoryViews.List(folder, done.Text));
    }

    private static async Task<IResult> ReadAsync(
        string path,
        GateServices gate,
        IMemoryStore memory,
        ServerClock clock,
        CancellationToken ct
    )
    {
        if (Document(path, clock, out var why) is not { } document)
        {
            return Refusal.BadRequest(why + ".");
        }

        var (done, refused) = await OwnerEffects.RunAsync(gate, new ReadMemory(document.Value, "", 1), "memory_read", ct);
        // Only where the parts come from; the text is what the Gate let through.
        return done is null ? refused! : TypedResults.Ok(MemoryViews.Text(done, (await memory.ReadAsync(document.Value, ct))?.Parts ?? []));
    }

    private static async Task<IResult> SearchAsync(MemorySearchRequest request, GateServices gate, CancellationToken ct)
    {
        if (request.Query.Length is 0 or > MaxQueryLength || request.Limit is < 1 or > MaxHits)
        {
            return Refusal.BadRequest($"query must have 1 to {MaxQueryLength:N0} characters, limit must be 1 to {MaxHits}.");
        }

        var (done, refused) = await OwnerEffects.RunAsync(gate, new ReadMemory("", request.Query, request.Limit), "memory_search", ct);
        return done is null ? refused! : TypedResults.Ok(MemoryViews.Hits(done.Text));
    }

    private static async Task<IResult> WriteAsync(MemoryWriteRequest request, GateServices gate, ServerClock clock, CancellationToken ct)
    {
        if (Document(request.Path, clock, out var why) is not { } document)
        {
            return Refusal.BadRequest(why + ".");
        }

        if (request.Content.Length is 0 or > MemoryPath.MaxContentLength)
        {
            return Refusal.BadRequest($"content must have 1 to {MemoryPath.MaxContentLength:N0} characters.");
        }

        var effect = new WriteMemory(document.Value, request.Content, request.Append);
        var (done, refused) = await OwnerEffects.RunAsync(gate, effect, "memory_write", ct);
        return done is null ? refused! : TypedResults.Ok(new MemoryChange(document.Value, "written", done.Effect.Value));
    }

    private static async Task<IResult> DeleteAsync(MemoryDeleteRequest request, GateServices gate, ServerClock clock, CancellationToken ct)
    {
        if (Document(request.Path, clock, out var why) is not { } document)
        {
            return Refusal.BadRequest(why + ".");
        }

        var (done, refused) = await OwnerEffects.RunAsync(gate, new DeleteMemory(document.Value), "memory_delete", ct);
        return done is null ? refused! : TypedResults.Ok(new MemoryChange(document.Value, "deleted", done.Effect.Value));
    }

    // The assistant may leave a path out and means today's log; here it would be a slip, and a deletion cannot be taken back.
    private static MemoryPath? Document(string path, ServerClock clock, out string? why)
    {
        why = "path must name a document";
        return string.IsNullOrWhiteSpace(path) ? null : MemoryPath.Resolve(path, clock.Now, out why);
    }
}
