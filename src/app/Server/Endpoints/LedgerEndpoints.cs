using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Ledger;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>The receipts: what was asked, decided and done.</summary>
internal static class LedgerEndpoints
{
    private const int MaxLimit = 500;

    public static void MapLedger(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/ledger", List).WithFacts(Routes.Read("Ledger entries, newest first"));
        app.MapGet("/api/ledger/effect/{effect}", Effect).WithFacts(Routes.Read("All that is recorded of one effect"));
        app.MapGet("/api/ledger/verify", Verify).WithFacts(Routes.Read("Checks the whole chain"));
        app.MapGet("/api/ledger/head", HeadAsync).WithFacts(Routes.Read("The end of the chain, to be kept elsewhere"));
    }

    private static IResult List(GateServices gate, int limit = 50, long? before = null, string? thread_id = null)
    {
        var thread = EdgeIds.Thread(thread_id);
        if (limit is < 1 or > MaxLimit || before < 1 || (thread_id is not null && thread is null))
        {
            return Refusal.BadRequest($"limit must be 1 to {MaxLimit}, before an entry's number, thread_id a thread's id.");
        }

        // One more than asked for tells whether there is more.
        var entries = gate.Ledger.Newest(limit + 1, before, thread);
        return TypedResults.Ok(
            new LedgerPage([.. entries.Take(limit).Select(LedgerViews.View)], LedgerViews.View(gate.Ledger.Head), entries.Count > limit)
        );
    }

    private static IResult Effect(string effect, GateServices gate)
    {
        var entries = EdgeIds.Effect(effect) is { } id ? gate.Ledger.OfEffect(id) : [];
        if (entries.Count == 0)
        {
            return Refusal.NotFound("The ledger has no such effect.");
        }

        var body = gate.Ledger.Body(new EffectId(effect));
        IEnumerable<FieldView> fields = body is null ? [] : EffectPreview.Of(EffectCodec.Decode(body)).Select(ApprovalViews.View);
        return TypedResults.Ok(new EffectView(effect, [.. entries.Select(LedgerViews.View)], [.. fields], body is not null));
    }

    private static Ok<VerificationView> Verify(GateServices gate) => TypedResults.Ok(LedgerViews.View(gate.Ledger.Verify(kept: null)));

    private static async Task<Ok<ExportedHead>> HeadAsync(GateServices gate, ServerClock clock)
    {
        var head = await gate.Ledger.HeadOnDiskAsync();
        return TypedResults.Ok(new ExportedHead(1, head.Seq, head.Hash, clock.Now));
    }
}
