using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate;

/// <summary>
/// Closes what was under way when the server last went down: a repeatable effect as interrupted, any other as unknown, and one that its
/// driver can show to have happened as done. Never silence, never a blind repeat.
/// </summary>
internal sealed class GateRecovery(
    Ledger.Ledger ledger,
    ApprovalDesk desk,
    UnknownInbox unknowns,
    DriverTable drivers,
    ILogger<GateRecovery> logger
)
{
    public async Task RunAsync(LedgerSnapshot snapshot, CancellationToken ct)
    {
        foreach (var open in snapshot.Open)
        {
            await CloseAsync(open, snapshot, ct);
        }

        // Bytes of another version can no longer be shown, so they can no longer be approved: the question ends and may be asked again.
        await desk.ExpireAsync(approval => !CanBeShown(approval));
        foreach (var approval in desk.Open(ApprovalState.Approved).Concat(desk.Open(ApprovalState.Settled)))
        {
            desk.Wake(approval.Number);
        }
    }

    private static bool CanBeShown(ApprovalRecord approval)
    {
        try
        {
            return EffectCodec.Decode(approval.Bytes) is not null;
        }
        catch (MalformedEffectException)
        {
            return false;
        }
    }

    private async Task CloseAsync(OpenEffect open, LedgerSnapshot snapshot, CancellationToken ct)
    {
        var done = await WasDoneAsync(open, ct);
        var (kind, how, line) =
            done == true ? (EntryKind.Outcome, SettledAs.Done, "done: found after a restart")
            : open.Repeat == Repeat.Safe || done == false
                ? (EntryKind.Interrupted, SettledAs.Interrupted, "the server stopped while this was under way")
            : (EntryKind.Unknown, SettledAs.UnknownOutcome, "the server stopped while this was under way; it may have happened");
        logger.ClosedOpenEffect(open.Id.Value, how.ToString());
        var changes = new List<LedgerChange> { new LedgerChange.EffectClosed(open.Id) };
        if (snapshot.Reservations.FirstOrDefault(held => held.Effect == open.Id) is { } held)
        {
            // What it used is not known, so it is charged whole.
            changes.Add(new LedgerChange.ReservationSaved(held with { Settled = true }));
        }

        if (kind == EntryKind.Unknown)
        {
            changes.Add(unknowns.Add(open));
        }

        if (open.Approval is { } number && desk.Find(number) is { State: ApprovalState.Consumed })
        {
            var approval = desk.Advance(number, current => current with { State = ApprovalState.Settled, Settled = how });
            changes.Add(new LedgerChange.ApprovalSaved(approval));
            if (how == SettledAs.Done)
            {
                changes.Add(
                    new LedgerChange.ResultStored(number, "Done before the server stopped; its answer was not kept.", Label.OfAssistant)
                );
            }
        }

        await ledger.AppendDurablyAsync(
            new EntryDraft(kind, line, open.Id, open.Kind, open.Digest, open.Thread, open.Turn, open.Approval),
            changes
        );
    }

    private async Task<bool?> WasDoneAsync(OpenEffect open, CancellationToken ct)
    {
        try
        {
            return await drivers.For(open.Kind).WasDone(open.Id, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A driver that cannot be asked cannot tell; the effect gets its end all the same.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            logger.DriverBroke(open.Kind.Wire(), open.Id.Value, cause);
            return null;
        }
    }
}
