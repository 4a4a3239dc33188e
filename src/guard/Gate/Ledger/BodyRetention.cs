using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate.Ledger;

/// <summary>Drops the bodies of old effects: once at the start and once a day. The chain keeps digest, size and line, and verifies as before.</summary>
/// <param name="keep">How long a body is kept; null for ever.</param>
internal sealed class BodyRetention(Ledger ledger, ILedgerStore store, TimeSpan? keep, TimeProvider clock, ILogger<BodyRetention> logger)
    : IAsyncDisposable
{
    /// <summary>Bodies of one commit: some tens of milliseconds, so that no effect waits long behind it.</summary>
    private const int Batch = 2_000;

    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    /// <summary>
    /// A server that was off for longer, or a clock that leapt so far: from inside both look the same, and a wrong clock would drop what is
    /// young. The drop waits until the clock has gone evenly for <see cref="Doubt"/>.
    /// </summary>
    private static readonly TimeSpan MaxGap = TimeSpan.FromDays(30);

    /// <summary>Longer than a machine that began with a wrong clock takes to hear the time from its network; short enough for one that is on by day only.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromHours(1);

    /// <summary>By which part of the uptime the wall clock may differ from it: an hour a day covers every correction that is none.</summary>
    private const int DriftPart = 24;

    private readonly CancellationTokenSource _closing = new();
    private Task _work = Task.CompletedTask;

    /// <param name="newest">The time of the newest entry of the last run; null for a new ledger.</param>
    public void Start(DateTimeOffset? newest)
    {
        if (keep is not null)
        {
            // The entries of one start under a wrong clock would make the next one believe it: what was believed is written down apart.
            var before = store.BelievedClock();
            if (before is null && newest is { } first)
            {
                ledger.Save(new LedgerChange.ClockBelieved(first));
                before = first;
            }

            _work = Task.Run(() => WorkAsync(before));
        }
    }

    /// <summary>Drops what is too old and not needed. Returns how many.</summary>
    public async Task<int> DropAsync(TimeSpan age, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // A clock that was never set could reach back before the first year.
        var until = now.Ticks > age.Ticks ? now - age : DateTimeOffset.MinValue;
        var dropped = 0;
        while (store.OldBodies(until, Batch) is { Count: > 0 } old)
        {
            ct.ThrowIfCancellationRequested();
            await ledger.AppendDurablyAsync(
                new EntryDraft(
                    EntryKind.BodiesDropped,
                    $"bodies of {old.Count} effects until {until:yyyy-MM-dd HH:mm:ss} UTC dropped (retention)"
                ),
                new LedgerChange.BodiesDropped(old, until, now)
            );
            dropped += old.Count;
        }

        return dropped;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _work;
        _closing.Dispose();
    }

    // A clock that is behind is as wrong as one that is ahead: what is stored by it looks old once it is mended.
    private static bool IsNear(TimeSpan since) => since <= MaxGap && since >= -Doubt;

    private async Task WorkAsync(DateTimeOffset? before)
    {
        try
        {
            // No timer but this one, and it sleeps for a day, or for an hour in doubt.
            using var timer = new PeriodicTimer(Period, clock);
            var believed = before is null || IsNear(clock.GetUtcNow() - before.Value);
            do
            {
                var (wall, uptime) = (clock.GetUtcNow(), clock.GetTimestamp());
                timer.Period = believed ? Period : Doubt;
                if (believed)
                {
                    ledger.Save(new LedgerChange.ClockBelieved(wall));
                    await DropAsync(keep!.Value, _closing.Token);
                }
                else
                {
                    logger.RetentionWaits();
                }

                await timer.WaitForNextTickAsync(_closing.Token);
                var passed = clock.GetElapsedTime(uptime);
                believed = (clock.GetUtcNow() - wall - passed).Duration() <= passed / DriftPart;
            } while (!_closing.IsCancellationRequested);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested) { }
#pragma warning disable CA1031 // A drop that failed loses nothing: it is told, and tried again at the next start.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            logger.RetentionFailed(cause);
        }
    }
}
