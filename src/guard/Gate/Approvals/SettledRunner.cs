using System.Collections.Concurrent;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Grants;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Scanning;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate.Approvals;

/// <summary>Runs what the owner approved, tells threads what came of their questions, and lets unanswered questions expire.</summary>
internal sealed class SettledRunner(
    EffectGate gate,
    ApprovalDesk desk,
    GrantBook grants,
    Ledger.Ledger ledger,
    ILedgerStore store,
    ISettledEffects settled,
    IEventSink events,
    InjectionWatch watch,
    TimeProvider clock,
    ILogger<SettledRunner> logger
) : IAsyncDisposable
{
    /// <summary>Approved effects that run at once: more than an owner can approve in the time one request takes.</summary>
    private const int Lanes = 4;

    /// <summary>How often questions are looked at for expiry; an approval cannot be used after its time in any case.</summary>
    private static readonly TimeSpan ExpiryPeriod = TimeSpan.FromSeconds(1);

    /// <summary>How long a hand-over that failed waits before it is tried again.</summary>
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, DateTimeOffset> _again = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly List<Task> _work = [];

    public void Start()
    {
        _work.AddRange(Enumerable.Range(0, Lanes).Select(_ => Task.Run(WorkAsync)));
        _work.Add(Task.Run(ExpireAsync));
    }

    public async ValueTask DisposeAsync()
    {
        desk.Close();
        await _closing.CancelAsync();
        await Task.WhenAll(_work);
        _closing.Dispose();
    }

    /// <summary>What settling an approval changes, for the commit that records the outcome.</summary>
    public static IEnumerable<LedgerChange> Settle(ApprovalDesk desk, int number, GateResult result, bool unknown)
    {
        var (how, note, text, label) = Reading(result, unknown);
        var approval = desk.Advance(number, current => current with { State = ApprovalState.Settled, Settled = how, Note = note });
        yield return new LedgerChange.ApprovalSaved(approval);
        if (text is not null)
        {
            yield return new LedgerChange.ResultStored(number, text, label);
        }
    }

    private static (SettledAs How, string? Note, string? Text, Label Label) Reading(GateResult result, bool unknown) =>
        result switch
        {
            GateResult.Done done => (SettledAs.Done, null, done.Text, done.Label),
            GateResult.Failed { NotBegun: true, Reason: FailureReason.Cancelled } => (SettledAs.Interrupted, null, null, Label.OfAssistant),
            GateResult.Failed { NotBegun: true } => (SettledAs.Stopped, null, null, Label.OfAssistant),
            GateResult.Failed failed when unknown => (
                SettledAs.UnknownOutcome,
                null,
                $"{failed.Message} It may have happened all the same; it is not repeated. Look on the other side.",
                failed.Label
            ),
            GateResult.Failed failed => (SettledAs.Failed, null, failed.Message, failed.Label),
            GateResult.Denied denied => (SettledAs.DeniedByPolicy, DenyReasonText.Describe(denied.Reason), null, Label.OfAssistant),
            GateResult.OverBudget over => (SettledAs.BudgetExhausted, over.Refusal.Describe(), null, Label.OfAssistant),
            GateResult.Stopped => (SettledAs.Stopped, null, null, Label.OfAssistant),
            _ => (SettledAs.DeniedByPolicy, null, null, Label.OfAssistant),
        };

    private async Task WorkAsync()
    {
        await foreach (var number in desk.Answered.ReadAllAsync())
        {
            if (_closing.IsCancellationRequested)
            {
                // What is left is on the disk and is taken up at the next start.
                return;
            }

            try
            {
                await RunAsync(number);
                await HandOverAsync(number);
            }
#pragma warning disable CA1031 // One approval's trouble must not end the lane; it is tried again, and the record keeps it for the next start.
            catch (Exception cause)
#pragma warning restore CA1031
            {
                logger.HandOverFailed(ApprovalRecord.NameOf(number), cause);
                desk.GiveBack(number);
                _again[number] = clock.GetUtcNow() + RetryPeriod;
            }
        }
    }

    private async Task RunAsync(int number)
    {
        if (desk.Take(number) is not { } approval)
        {
            return;
        }

        if (clock.GetUtcNow() >= approval.Expires)
        {
            // Approved in time, but the server was down: a yes from long ago is no yes.
            var expired = desk.Advance(number, current => current with { State = ApprovalState.Settled, Settled = SettledAs.Expired });
            await ledger.AppendDurablyAsync(
                ApprovalDesk.Entry(approval, EntryKind.Expired, "approved, but not begun in time"),
                new LedgerChange.ApprovalSaved(expired)
            );
            return;
        }

        var result = await RunOrFailAsync(approval);
        if (desk.Find(number) is { State: ApprovalState.Approved })
        {
            // It never began: refused at the second look.
            var line = result is GateResult.Stopped ? "not begun: a stop is set" : "not begun: refused at the second look";
            await ledger.AppendDurablyAsync(
                ApprovalDesk.Entry(approval, EntryKind.Denied, line),
                Settle(desk, number, result, unknown: false).ToList()
            );
        }
    }

    private async Task<GateResult> RunOrFailAsync(ApprovalRecord approval)
    {
        try
        {
            return await gate.RunApprovedAsync(approval, _closing.Token);
        }
        catch (MalformedEffectException)
        {
            // The bytes were written by another version: nobody may run what can no longer be shown.
            return new GateResult.Denied(DenyReason.DecisionFailed);
        }
    }

    private async Task HandOverAsync(int number)
    {
        if (desk.Find(number) is not { State: ApprovalState.Settled } approval)
        {
            return;
        }

        var (text, label) = store.Result(number) ?? (SettledText.Of(approval), Label.OfAssistant);
        var signals = watch.Look(text, label);
        await settled.SettledAsync(
            new SettledEffect(approval, approval.Settled, text, label) { Signals = signals },
            CancellationToken.None
        );
        ledger.Save(new LedgerChange.ApprovalSaved(desk.Advance(number, current => current with { State = ApprovalState.Closed })));
        events.Publish(new GateEvent.ApprovalSettled(approval));
    }

    private async Task ExpireAsync()
    {
        using var timer = new PeriodicTimer(ExpiryPeriod, clock);
        try
        {
            do
            {
                await desk.ExpireAsync();
                await grants.DropExpiredAsync(_closing.Token);
                foreach (var (number, due) in _again.Where(waiting => clock.GetUtcNow() >= waiting.Value))
                {
                    _again.TryRemove(number, out _);
                    desk.Wake(number);
                }
            } while (await timer.WaitForNextTickAsync(_closing.Token));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested) { }
        catch (LedgerUnavailableException cause)
        {
            logger.LedgerBroken(cause);
        }
    }
}
