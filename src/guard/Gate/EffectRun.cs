using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Passes;
using Gatehouse.Gate.Scanning;
using Gatehouse.Gate.Stopping;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate;

/// <summary>Steps 4 to 8 of <see cref="EffectGate"/>: what happens to an effect that may happen.</summary>
internal sealed class EffectRun(
    Budget budget,
    StopSwitch stop,
    ApprovalDesk desk,
    UnknownInbox unknowns,
    Ledger.Ledger ledger,
    DriverTable drivers,
    DeepScan scanner,
    InjectionWatch watch,
    GateOptions options,
    TimeProvider clock,
    ILogger<EffectRun> logger
)
{
    /// <summary>Life of a pass beyond its scope's timeout: the driver redeems it at once or not at all.</summary>
    private static readonly TimeSpan PassLife = TimeSpan.FromSeconds(10);

    public async Task<GateResult> ExecuteAsync(AskedEffect asked, ApprovalRecord? approval, ITextSink text, CancellationToken ct)
    {
        // 4. Reserve.
        var (held, refusal) = budget.Reserve(asked.Id, asked.Context.Thread, ReservationBound.For(asked.Effect, options));
        if (held is null)
        {
            ledger.Append(asked.Entry(EntryKind.Denied, $"{asked.Line}: not covered by {refusal!.Cap.Setting}"));
            return new GateResult.OverBudget(refusal);
        }

        var open = Open(asked, approval);
        if (stop.Enter(open) is not { } entered)
        {
            budget.Release(held);
            return new GateResult.Stopped(stop.Covering(asked.Context.Thread)?.Scope ?? StopScope.Global);
        }

        using var exit = entered.Exit;
        await RecordIntentAsync(asked, open, held, approval);
        return await PerformAsync(asked, held, approval, text, entered.Token, ct);
    }

    // 5. Record the intent. An approval is used up in the same commit: no crash can leave it usable twice.
    private async Task RecordIntentAsync(AskedEffect asked, OpenEffect open, Reservation held, ApprovalRecord? approval)
    {
        if (asked.Effect.Durability == Durability.Pure)
        {
            return;
        }

        var entry = asked.Entry(EntryKind.Intent, asked.Line) with { Approval = approval?.Number };
        var changes = new List<LedgerChange> { new LedgerChange.EffectOpened(open) };
        if (!held.IsFree)
        {
            changes.Add(new LedgerChange.ReservationSaved(held));
        }

        if (asked.Effect is not ModelCall && approval is null)
        {
            // A prompt repeats the whole conversation, which the thread already keeps; its digest is enough here.
            changes.Add(new LedgerChange.BodyStored(asked.Id, asked.Bytes));
        }

        if (approval is not null)
        {
            changes.Add(new LedgerChange.ApprovalSaved(desk.Consume(approval.Number)));
        }

        if (approval is not null || asked.Effect.Durability == Durability.Durable)
        {
            await ledger.AppendDurablyAsync(entry, changes);
        }
        else
        {
            ledger.Append(entry, changes);
        }
    }

    private async Task<GateResult> PerformAsync(
        AskedEffect asked,
        Reservation held,
        ApprovalRecord? approval,
        ITextSink text,
        CancellationToken stopped,
        CancellationToken ct
    )
    {
        await using var scanned = new ScannedText(scanner, text, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, ct);
        EffectOutput? output = null;
        GatePass? pass = null;
        GateResult result;
        var entered = false;
        try
        {
            // 6. Pass: the only way into the driver. A stop that came while the intent was written still comes first.
            either.Token.ThrowIfCancellationRequested();
            entered = true;
            var scope = EgressScope.For(asked.Effect, options.ModelTimeout);
            var life = clock.GetUtcNow() + PassLife + (scope?.Timeout ?? TimeSpan.Zero);
            pass = new GatePass(asked.Id, asked.Digest, asked.Context.Label, scope, life, clock) { Parts = asked.Children };
            output = await drivers.For(asked.Effect.Kind).Execute(asked.Effect, pass, scanned, either.Token);
            if (!pass.IsRedeemed)
            {
                throw new GatePassException("the driver acted without its pass");
            }

            // 7. Scan and label.
            // From here on nothing is cancellable: what was done is known, and stays known.
            await scanned.FinishAsync(CancellationToken.None);
            result = Scan(asked, output);
        }
#pragma warning disable CA1031 // A driver may fail in any way; whatever it was, it is recorded and the asker is told.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            result = Failure(asked, cause, scanner.Redact(await ReleasedAsync(scanned)), stopped, ct) with { NotBegun = !entered };
        }

        // 8. Record the outcome. Not cancellable: what happened is recorded also when nobody waits for it any more.
        var settled = result is GateResult.Failed { NotBegun: true }
            ? budget.Release(held)
            : budget.Settle(held, new EffectUse(output?.Tokens, pass?.Traffic.Bytes ?? 0, result is GateResult.Failed { NotSent: true }));
        await RecordOutcomeAsync(asked, held, settled, approval, result);
        Admit(asked, result);
        return result with { Charged = Charge.Sum(Charge.Of(settled, options.ModelPrice), asked.Children?.Charged) };
    }

    // What was held back only because more might have come goes out as well, unless it is a secret.
    private static async Task<string> ReleasedAsync(ScannedText scanned)
    {
        try
        {
            await scanned.FinishAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // Something failed already; this is only about the words that had been said before.
        catch (Exception)
#pragma warning restore CA1031
        {
            return scanned.Released;
        }

        return scanned.Released;
    }

    private GateResult.Done Scan(AskedEffect asked, EffectOutput output)
    {
        var texts = new CleanText(scanner);
        var done = new GateResult.Done(
            asked.Id,
            texts.Clean(output.Text),
            output.Detail is null ? null : texts.CleanJson(output.Detail),
            ResultLabel.Of(asked.Effect, output, asked.Context),
            output.Tokens,
            texts.Found
        );
        return done with { Signals = watch.Count(asked.Effect.Kind, done.Text, done.Label) };
    }

    private GateResult.Failed Failure(AskedEffect asked, Exception cause, string partial, CancellationToken stopped, CancellationToken ct)
    {
        var label = ResultLabel.Of(asked.Effect, null, asked.Context);
        // SDKs turn a cancelled read into errors of their own, so the token is asked and not the exception.
        if (stopped.IsCancellationRequested && cause is not EffectFailedException { Reason: FailureReason.SecretInAnswer })
        {
            return new GateResult.Failed(
                asked.Id,
                FailureReason.Stopped,
                "Stopped by the owner. What was already sent cannot be recalled.",
                partial,
                label,
                null
            );
        }

        if (ct.IsCancellationRequested && cause is not EffectFailedException { Reason: FailureReason.SecretInAnswer })
        {
            return new GateResult.Failed(
                asked.Id,
                FailureReason.Cancelled,
                "Cancelled: who asked is gone, or the server is shutting down.",
                partial,
                label,
                null
            );
        }

        if (Understood(cause) is { } failed)
        {
            return new GateResult.Failed(
                asked.Id,
                failed.Reason,
                scanner.Redact(failed.Message),
                partial,
                label,
                failed.RetryAfter,
                failed.NotSent
            );
        }

        if (cause is GatePassException)
        {
            logger.PassRefused(asked.Id.Value, cause);
        }
        else
        {
            logger.DriverBroke(asked.Effect.Kind.Wire(), asked.Id.Value, cause);
        }

        return new GateResult.Failed(
            asked.Id,
            FailureReason.Internal,
            "Something broke inside Gatehouse. The server's log has the cause.",
            partial,
            label,
            null
        );
    }

    // Transports and SDKs wrap what they are handed; the reason is somewhere down the chain.
    private static EffectFailedException? Understood(Exception cause)
    {
        for (Exception? at = cause; at is not null; at = at.InnerException)
        {
            if (at is EffectFailedException failed)
            {
                return failed;
            }

            if (at is DiskRefusedException refused)
            {
                return new EffectFailedException(FailureReason.Internal, refused.Message, cause);
            }
        }

        return cause switch
        {
            InvalidDataException => new(FailureReason.Unreadable, "The answer could not be decompressed.", cause),
            IOException or HttpRequestException => new(FailureReason.Unreachable, "The connection broke.", cause),
            _ => null,
        };
    }

    private async Task RecordOutcomeAsync(
        AskedEffect asked,
        Reservation held,
        Reservation settled,
        ApprovalRecord? approval,
        GateResult result
    )
    {
        if (asked.Effect.Durability == Durability.Pure)
        {
            return;
        }

        var (line, size) = result switch
        {
            GateResult.Done done => (OutcomeLine(done), (long?)done.Text.Length),
            GateResult.Failed { NotBegun: true, Reason: FailureReason.Cancelled } => (
                "not begun: who asked was gone, or the server was shut down first",
                null
            ),
            GateResult.Failed { NotBegun: true } => ("not begun: stopped first", null),
            GateResult.Failed failure when failure.MayHaveHappened(asked.Effect) => (
                $"{failure.Reason}: it may have happened",
                failure.Partial.Length
            ),
            GateResult.Failed failure => ($"failed: {failure.Reason}", failure.Partial.Length),
            _ => ("ended", null),
        };
        var kind = result is GateResult.Failed doubtful && doubtful.MayHaveHappened(asked.Effect) ? EntryKind.Unknown : EntryKind.Outcome;
        var entry = asked.Entry(kind, line) with { Approval = approval?.Number, Size = size };
        List<LedgerChange> changes = [new LedgerChange.EffectClosed(asked.Id)];
        if (!held.IsFree || !settled.IsFree)
        {
            changes.Add(new LedgerChange.ReservationSaved(settled));
        }

        if (kind == EntryKind.Unknown)
        {
            changes.Add(unknowns.Add(Open(asked, approval)));
        }

        if (approval is not null)
        {
            changes.AddRange(SettledRunner.Settle(desk, approval.Number, result, kind == EntryKind.Unknown));
        }

        if (approval is not null || asked.Effect.Durability == Durability.Durable)
        {
            await ledger.AppendDurablyAsync(entry, changes);
        }
        else
        {
            ledger.Append(entry, changes);
        }
    }

    private static OpenEffect Open(AskedEffect asked, ApprovalRecord? approval) =>
        new(
            asked.Id,
            asked.Effect.Kind,
            asked.Digest,
            asked.Effect.Repeat,
            asked.Line,
            asked.Context.Thread,
            asked.Context.Turn,
            approval?.Number
        );

    private static string OutcomeLine(GateResult.Done done) =>
        "done"
        + (done.Found.Count > 0 ? $"; looked like secrets: {string.Join(", ", done.Found)}" : "")
        + (done.Signals.Count > 0 ? $"; looked like an injection: {string.Join(", ", done.Signals)}" : "");

    private static void Admit(AskedEffect asked, GateResult result)
    {
        var (text, label) = result switch
        {
            GateResult.Done done => (done.Text, done.Label),
            GateResult.Failed failed => (failed.Message + failed.Partial, failed.Label),
            _ => ("", Label.OfAssistant),
        };
        // An extraction tells its page's host as much as reading it here would.
        if (asked.Effect is FetchPage or ExtractValue { Target: not null })
        {
            asked.Context.CountPage();
        }

        // A model's words are its own: its server is no source that taints.
        var where = asked.Effect is ModelCall ? null : EffectTargets.Of(asked.Effect)?.Url;
        asked.Context.Admit(new ContextItem(label, where is null ? asked.From.Tool : $"{asked.From.Tool} {where}", text));
    }
}
