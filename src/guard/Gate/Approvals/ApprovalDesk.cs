using System.Threading.Channels;
using Gatehouse.Gate.Grants;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Gate.Approvals;

/// <summary>Holds the open questions and takes the owner's answers. What is answered goes to <see cref="SettledRunner"/>.</summary>
/// <remarks>Thread-safe. Each move of an approval happens once, under the lock that also queues it for the disk: both have one order.</remarks>
public sealed class ApprovalDesk
{
    private readonly Lock _gate = new();
    private readonly Ledger.Ledger _ledger;
    private readonly ILedgerStore _store;
    private readonly GrantBook _grants;
    private readonly IEventSink _events;
    private readonly GateOptions _options;
    private readonly TimeProvider _clock;
    private readonly Dictionary<int, ApprovalRecord> _open;
    private readonly Channel<int> _answered = Channel.CreateUnbounded<int>();

    // Numbers that are queued twice (answered before the start, and found by it) are run once.
    private readonly HashSet<int> _taken = [];
    private int _last;

    public ApprovalDesk(
        Ledger.Ledger ledger,
        ILedgerStore store,
        GrantBook grants,
        IEventSink events,
        GateOptions options,
        LedgerSnapshot snapshot,
        TimeProvider clock
    )
    {
        (_ledger, _store, _grants, _events, _options, _clock) = (ledger, store, grants, events, options, clock);
        (_open, _last) = (snapshot.Approvals.ToDictionary(approval => approval.Number), snapshot.LastApproval);
    }

    /// <summary>Questions that wait for the owner, oldest first.</summary>
    public IReadOnlyList<ApprovalRecord> Pending => [.. Open(ApprovalState.Pending).OrderBy(approval => approval.Number)];

    /// <summary>Approvals that are answered or expired and want work: running or handing over.</summary>
    internal ChannelReader<int> Answered => _answered.Reader;

    /// <summary>An approval in any state; null when there is none with that number.</summary>
    public ApprovalRecord? Find(int number) => OpenOne(number) ?? _store.Approval(number);

    /// <summary>As the other, with a grant that has no end.</summary>
    public Task<ApprovalAnswer> ApproveAsync(int number, bool always, CancellationToken ct) => ApproveAsync(number, always, life: null, ct);

    /// <summary>The owner says yes. Returns when the yes is on the disk; the effect runs in the background.</summary>
    /// <param name="always">Also writes a standing grant for this host, port, method and path.</param>
    /// <param name="life">How long that grant stands, from now; null has no end.</param>
    /// <remarks>Not cancellable once it is taken: an owner who closes the page has still said yes.</remarks>
    public async Task<ApprovalAnswer> ApproveAsync(int number, bool always, TimeSpan? life, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var grant = always && OpenOne(number) is { Grantable: true } asked ? _grants.For(EffectCodec.Decode(asked.Bytes), life) : null;
        if (always && grant is null && OpenOne(number) is not null)
        {
            return ApprovalAnswer.NotGrantable;
        }

        var (answer, approval, onDisk) = Answer(
            number,
            current => current with { State = ApprovalState.Approved },
            EntryKind.Approved,
            grant is null ? "the owner approved" : $"the owner approved, now and {Until(grant, "always")}",
            grant is null ? [] : [new LedgerChange.GrantSaved(grant)]
        );
        if (approval is null)
        {
            await EndLateAsync(number, answer);
            return answer;
        }

        await onDisk;
        if (grant is not null)
        {
            _grants.Add(grant);
            _ledger.Append(Entry(approval, EntryKind.Granted, $"{Until(grant, "from now on")} {grant.Line} is allowed"));
        }

        _events.Publish(new GateEvent.ApprovalAnswered(approval, Yes: true));
        _answered.Writer.TryWrite(number);
        return ApprovalAnswer.Accepted;
    }

    /// <summary>The owner says no; the reason goes to the asker.</summary>
    public async Task<ApprovalAnswer> RefuseAsync(int number, string? reason, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var (answer, approval, onDisk) = Answer(
            number,
            current => Ended(current, SettledAs.RefusedByOwner, reason),
            EntryKind.RefusedByOwner,
            "the owner refused",
            []
        );
        await EndAsync(approval, onDisk);
        await EndLateAsync(number, answer);
        return answer;
    }

    /// <summary>Ends a question that can no longer be answered to anybody. The reason is recorded and goes to the asker.</summary>
    public async Task WithdrawAsync(int number, string why)
    {
        var (_, approval, onDisk) = Answer(
            number,
            current => Ended(current, SettledAs.Expired, why),
            EntryKind.Expired,
            why,
            [],
            evenIfExpired: true
        );
        await EndAsync(approval, onDisk);
    }

    /// <summary>What came of an approval that is over, as its thread was told; null for one that is not, or is not known.</summary>
    public SettledEffect? Ended(int number)
    {
        if (Find(number) is not { State: ApprovalState.Closed } approval)
        {
            return null;
        }

        var (text, label) = _store.Result(number) ?? (SettledText.Of(approval), Label.OfAssistant);
        return new SettledEffect(approval, approval.Settled, text, label);
    }

    /// <summary>Asks the owner. Returns when the question is on the disk; null when too many are open already.</summary>
    internal async Task<ApprovalRecord?> AskAsync(Func<int, ApprovalRecord> question)
    {
        ApprovalRecord asked;
        Task onDisk;
        lock (_gate)
        {
            asked = question(_last + 1);
            var pending = _open.Values.Where(approval => approval.State == ApprovalState.Pending).ToList();
            if (
                pending.Count >= _options.MaxPendingApprovals
                || (asked.Thread is { } thread && pending.Count(approval => approval.Thread == thread) >= _options.MaxPendingOfThread)
            )
            {
                return null;
            }

            var effect = EffectCodec.Decode(asked.Bytes);
            // Under the lock, as every move: the disk must hear of the question before it hears of an answer.
            onDisk = _ledger.AppendDurablyAsync(
                Entry(asked, EntryKind.Asked, $"{effect.Line} (policy row {(int)asked.Reason.Row()})") with
                {
                    EffectKind = effect.Kind,
                    Size = asked.Bytes.Length,
                },
                new LedgerChange.BodyStored(asked.Effect, asked.Bytes),
                new LedgerChange.ApprovalSaved(asked)
            );
            _last = asked.Number;
            _open[asked.Number] = asked;
        }

        await onDisk;
        _events.Publish(new GateEvent.ApprovalNeeded(asked));
        return asked;
    }

    /// <summary>Ends the questions whose time is over, and those that <paramref name="also"/> names.</summary>
    internal async Task ExpireAsync(Func<ApprovalRecord, bool>? also = null)
    {
        var now = _clock.GetUtcNow();
        foreach (var due in Open(ApprovalState.Pending).Where(approval => now >= approval.Expires || also?.Invoke(approval) == true))
        {
            var (_, approval, onDisk) = Answer(
                due.Number,
                current => Ended(current, SettledAs.Expired, null),
                EntryKind.Expired,
                "nobody answered in time",
                [],
                evenIfExpired: true
            );
            await EndAsync(approval, onDisk);
        }
    }

    /// <summary>Hands an approved effect to the one who will run it; null when it is not approved, or somebody has it already.</summary>
    internal ApprovalRecord? Take(int number)
    {
        lock (_gate)
        {
            return _open.TryGetValue(number, out var approval) && approval.State == ApprovalState.Approved && _taken.Add(number)
                ? approval
                : null;
        }
    }

    /// <summary>Takes an approved effect back that could not be begun, so that it can be tried again. What was begun stays as it is.</summary>
    internal void GiveBack(int number)
    {
        lock (_gate)
        {
            if (_open.TryGetValue(number, out var approval) && approval.State == ApprovalState.Approved)
            {
                _taken.Remove(number);
            }
        }
    }

    /// <summary>Uses an approval up. The second attempt fails: an approval fits one run.</summary>
    internal ApprovalRecord Consume(int number) =>
        Advance(
            number,
            current =>
                current.State == ApprovalState.Approved
                    ? current with
                    {
                        State = ApprovalState.Consumed,
                    }
                    : throw new InvalidOperationException("the approval is not there to be used")
        );

    /// <summary>Moves an approval forward in memory; the caller records it.</summary>
    internal ApprovalRecord Advance(int number, Func<ApprovalRecord, ApprovalRecord> move)
    {
        lock (_gate)
        {
            var moved = move(_open[number]);
            if (moved.State == ApprovalState.Closed)
            {
                _open.Remove(number);
            }
            else
            {
                _open[number] = moved;
            }

            return moved;
        }
    }

    internal IReadOnlyList<ApprovalRecord> Open(ApprovalState state)
    {
        lock (_gate)
        {
            return [.. _open.Values.Where(approval => approval.State == state)];
        }
    }

    internal void Wake(int number) => _answered.Writer.TryWrite(number);

    internal void Close() => _answered.Writer.TryComplete();

    internal static EntryDraft Entry(ApprovalRecord approval, EntryKind kind, string line) =>
        new(kind, $"{approval.Name}: {line}", approval.Effect, null, approval.Digest, approval.Thread, approval.Turn, approval.Number);

    private static string Until(Grant grant, string otherwise) =>
        grant.Expires is { } end ? $"until {end:yyyy-MM-dd HH:mm:ss} UTC" : otherwise;

    private static ApprovalRecord Ended(ApprovalRecord current, SettledAs how, string? note) =>
        current with
        {
            State = ApprovalState.Settled,
            Settled = how,
            Note = note,
        };

    // Who is told that a question's time is over must not find it open when the clock goes back.
    private Task EndLateAsync(int number, ApprovalAnswer answer) =>
        answer == ApprovalAnswer.Expired ? ExpireAsync(approval => approval.Number == number) : Task.CompletedTask;

    private async Task EndAsync(ApprovalRecord? approval, Task onDisk)
    {
        if (approval is not null)
        {
            await onDisk;
            _events.Publish(new GateEvent.ApprovalAnswered(approval, Yes: false));
            _answered.Writer.TryWrite(approval.Number);
        }
    }

    // One place decides who was first: two clicks, or a click and the clock. What it decides is queued for the disk under the same lock.
    private (ApprovalAnswer Answer, ApprovalRecord? Approval, Task OnDisk) Answer(
        int number,
        Func<ApprovalRecord, ApprovalRecord> move,
        EntryKind kind,
        string line,
        IReadOnlyList<LedgerChange> with,
        bool evenIfExpired = false
    )
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(number, out var current) || current.State != ApprovalState.Pending)
            {
                var known = current is not null || (number <= _last && number > 0);
                return (known ? ApprovalAnswer.AlreadyAnswered : ApprovalAnswer.Unknown, null, Task.CompletedTask);
            }

            if (!evenIfExpired && _clock.GetUtcNow() >= current.Expires)
            {
                return (ApprovalAnswer.Expired, null, Task.CompletedTask);
            }

            var moved = move(current);
            var onDisk = _ledger.AppendDurablyAsync(Entry(moved, kind, line), [new LedgerChange.ApprovalSaved(moved), .. with]);
            _open[number] = moved;
            return (ApprovalAnswer.Accepted, moved, onDisk);
        }
    }

    private ApprovalRecord? OpenOne(int number)
    {
        lock (_gate)
        {
            return _open.GetValueOrDefault(number);
        }
    }
}
