using System.Text;
using Gatehouse.Agent.Threads;
using Gatehouse.Contracts.Chat;
using Gatehouse.Gate;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>What the owner does with a whole conversation.</summary>
internal static class ThreadEndpoints
{
    private const int MaxTitleLength = 200;

    /// <summary>Turns of an export: years of one conversation.</summary>
    private const int MaxExported = 100_000;

    public static void MapThreads(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/chat/thread/rename", RenameAsync).WithFacts(Routes.Write("Gives a thread a title"));
        app.MapPost("/api/chat/thread/delete", DeleteAsync).WithFacts(Routes.Write("Deletes a thread with all that was said in it"));
        app.MapGet("/api/chat/export", ExportAsync).WithFacts(Routes.Read("A thread whole, as JSON or Markdown"));
    }

    private static async Task<IResult> RenameAsync(
        RenameThreadRequest request,
        IThreadStore threads,
        GateServices gate,
        CancellationToken ct
    )
    {
        var title = request.Title.Trim();
        if (title.Length is 0 or > MaxTitleLength || title.Any(char.IsControl))
        {
            return Refusal.BadRequest($"title must have 1 to {MaxTitleLength} characters on one line.");
        }

        if (EdgeIds.Thread(request.ThreadId) is not { } id || !await threads.RenameAsync(id, title, ct))
        {
            return UnknownThread();
        }

        return TypedResults.Ok(ChatViews.View((await threads.FindThreadAsync(id, ct))!, gate.Approvals.Pending));
    }

    private static async Task<IResult> DeleteAsync(
        DeleteThreadRequest request,
        IThreadStore threads,
        GateServices gate,
        CancellationToken ct
    )
    {
        if (EdgeIds.Thread(request.ThreadId) is not { } id || await threads.FindThreadAsync(id, ct) is not { } thread)
        {
            return UnknownThread();
        }

        if (gate.Approvals.Pending.FirstOrDefault(approval => approval.Thread == id) is { } open)
        {
            return Refusal.Busy($"{open.Name} waits for your answer in this thread. Answer it first.");
        }

        if (thread.Busy)
        {
            return Running();
        }

        // Recorded first: what is gone cannot be told of any more.
        await gate.Ledger.RecordDropAsync(id, $"the owner deletes the conversation with its {thread.Turns} turns");
        if (await threads.DeleteAsync(id, CancellationToken.None) is { } turns)
        {
            return TypedResults.Ok(new DeletedThread(id.Value, turns));
        }

        await gate.Ledger.RecordDropAsync(id, "it stays: a turn had begun meanwhile");
        return Running();
    }

    private static async Task<IResult> ExportAsync(
        string thread_id,
        string? format,
        IThreadStore threads,
        GateServices gate,
        ServerClock clock,
        CancellationToken ct
    )
    {
        if (format is not (null or "json" or "markdown"))
        {
            return Refusal.BadRequest("format must be json or markdown.");
        }

        if (EdgeIds.Thread(thread_id) is not { } id || await threads.FindThreadAsync(id, ct) is not { } thread)
        {
            return UnknownThread();
        }

        var turns = (await threads.HistoryAsync(id, MaxExported, null, ct)).Turns;
        var export = ThreadExports.Of(ChatViews.View(thread, gate.Approvals.Pending), turns, clock.Now);
        return format == "markdown"
            ? TypedResults.Text(ThreadExports.Markdown(export), "text/markdown; charset=utf-8", Encoding.UTF8)
            : TypedResults.Ok(export);
    }

    private static Refusal Running() => Refusal.Busy("An answer is under way in this thread. Wait for its end, or stop it.");

    private static Refusal UnknownThread() => Refusal.NotFound("There is no such thread.");
}
