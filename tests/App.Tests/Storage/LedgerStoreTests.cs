using System.Reflection;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Storage.Ledger;

namespace Gatehouse.App.Tests.Storage;

public sealed class LedgerStoreTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly LedgerSample _sample = new();
    private SqliteLedgerStore _store;

    public LedgerStoreTests() => _store = SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System);

    public void Dispose()
    {
        _store.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void A_new_ledger_is_empty()
    {
        var state = _store.Load();

        Assert.Equal((LedgerHead.Empty, 0), (state.Head, state.LastApproval));
        Assert.Empty(state.Approvals);
        Assert.Empty(state.Open);
        Assert.Empty(_store.All());
        Assert.Null(_store.Body(LedgerSample.Effect(1)));
        Assert.Null(_store.Result(1));
        Assert.Null(_store.Approval(1));
    }

    [Fact]
    public void Takes_every_kind_of_change_in_one_commit()
    {
        LedgerChange[] changes =
        [
            _sample.Next(LedgerSample.Full(1)),
            new LedgerChange.BodyStored(LedgerSample.Effect(1), LedgerSample.Bytes(1)),
            new LedgerChange.EffectOpened(LedgerSample.Open(1)),
            new LedgerChange.EffectClosed(LedgerSample.Effect(1)),
            new LedgerChange.ApprovalSaved(LedgerSample.Approval(1)),
            new LedgerChange.ResultStored(1, "text", Label.Unknown),
            new LedgerChange.ReservationSaved(LedgerSample.Reservation(1)),
            new LedgerChange.GrantSaved(LedgerSample.Grant("g")),
            new LedgerChange.GrantRevoked("g"),
            new LedgerChange.StopSet(new StopMark(StopScope.Global, LedgerSample.Start, "why")),
            new LedgerChange.StopCleared(StopScope.Global),
            new LedgerChange.BodiesDropped([LedgerSample.Effect(1)], LedgerSample.Start, LedgerSample.Start),
            new LedgerChange.ClockBelieved(LedgerSample.Start),
            new LedgerChange.UnknownAdded(LedgerSample.Unknown(1)),
            new LedgerChange.UnknownAnswered(LedgerSample.Effect(1)),
            new LedgerChange.CheckpointAdded(LedgerSample.Key.Sign(_sample.Head, LedgerSample.Start)),
        ];
        var kinds = typeof(LedgerChange).GetNestedTypes(BindingFlags.Public);
        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Select(kind => kind.Name).Order(), changes.Select(change => change.GetType().Name).Order());

        _store.Commit(changes);

        Reopen();
        Assert.Equal(_sample.Head, _store.Load().Head);
        Assert.Equal(LedgerSample.Start, _store.BelievedClock());
    }

    [Fact]
    public void Entries_come_back_as_they_were_and_verify()
    {
        LedgerEntry[] entries =
        [
            _sample.Next(new EntryDraft(EntryKind.Started, "")).Entry,
            _sample.Next(LedgerSample.Full(1)).Entry,
            _sample.Next(new EntryDraft(EntryKind.Denied, "a zero \0, a quote ', a \u2028 and 🦊", Size: long.MaxValue)).Entry,
        ];

        _store.Commit([.. entries.Select(entry => new LedgerChange.EntryAdded(entry))]);

        Reopen();
        Assert.Equal(entries, _store.All());
        Assert.True(LedgerVerifier.Verify(_store.All(), _sample.Head, _store.Bodies()).Ok);
    }

    [Fact]
    public void Every_kind_of_entry_is_read_back()
    {
        var drafts = Enum.GetValues<EntryKind>().Select(kind => new EntryDraft(kind, "line")).ToList();

        _store.Commit([.. drafts.Select(_sample.Next)]);

        Assert.Equal(drafts, _store.All().Select(entry => entry.What));
    }

    [Fact]
    public void Newest_pages_backwards_and_can_keep_to_one_thread()
    {
        _store.Commit([
            .. Enumerable
                .Range(1, 6)
                .Select(i => _sample.Next(i % 2 == 0 ? LedgerSample.Full(i) : new EntryDraft(EntryKind.Denied, $"line {i}"))),
        ]);

        Assert.Equal([6L, 5], _store.Newest(2, null, null).Select(entry => entry.Seq));
        Assert.Equal([4L, 3], _store.Newest(2, 5, null).Select(entry => entry.Seq));
        Assert.Equal([4L, 2], _store.Newest(9, 6, LedgerSample.Thread).Select(entry => entry.Seq));
        Assert.Empty(_store.Newest(9, null, new ThreadId("other")));
    }

    [Fact]
    public void Finds_the_entries_and_the_bytes_of_an_effect()
    {
        _store.Commit([
            _sample.Next(LedgerSample.Full(1)),
            _sample.Next(LedgerSample.Full(2)),
            _sample.Next(LedgerSample.Full(1)),
            new LedgerChange.BodyStored(LedgerSample.Effect(1), LedgerSample.Bytes(1)),
        ]);

        Assert.Equal([1L, 3], _store.OfEffect(LedgerSample.Effect(1)).Select(entry => entry.Seq));
        Assert.Equal(LedgerSample.Bytes(1), _store.Body(LedgerSample.Effect(1)));
        Assert.Equal(LedgerSample.Effect(1), Assert.Single(_store.Bodies()).Effect);
    }

    [Fact]
    public void Approvals_that_are_not_closed_are_loaded_and_every_one_can_be_found()
    {
        var approvals = Enum.GetValues<ApprovalState>().Select((state, i) => LedgerSample.Approval(i + 1, state)).ToList();
        _store.Commit([.. approvals.Select(approval => new LedgerChange.ApprovalSaved(approval))]);

        Reopen();

        var state = _store.Load();
        Assert.Equal(approvals.Count, state.LastApproval);
        Assert.Equal(approvals.Where(approval => approval.State != ApprovalState.Closed), state.Approvals, Same);
        Assert.All(approvals, approval => Assert.Equal(approval, _store.Approval(approval.Number), Same!));
    }

    [Fact]
    public void Saving_an_approval_again_replaces_it_and_keeps_its_result()
    {
        var settled = LedgerSample.Approval(1, ApprovalState.Settled) with
        {
            Settled = SettledAs.Done,
            Thread = null,
            Turn = null,
            Source = null,
            Note = null,
        };
        _store.Commit([
            new LedgerChange.ApprovalSaved(LedgerSample.Approval(1)),
            new LedgerChange.ResultStored(1, "text", Label.PublicPage),
        ]);

        _store.Commit([new LedgerChange.ApprovalSaved(settled)]);

        Assert.Equal(settled, _store.Approval(1), Same!);
        Assert.Equal(("text", Label.PublicPage), _store.Result(1));
    }

    [Fact]
    public void An_effect_is_open_until_it_is_closed()
    {
        var bare = LedgerSample.Open(2) with { Thread = null, Turn = null, Approval = null, Repeat = Repeat.Safe };
        _store.Commit([new LedgerChange.EffectOpened(LedgerSample.Open(1)), new LedgerChange.EffectOpened(bare)]);

        _store.Commit([new LedgerChange.EffectClosed(LedgerSample.Effect(1))]);

        Reopen();
        Assert.Equal([bare], _store.Load().Open);
    }

    [Fact]
    public void An_unknown_outcome_waits_until_the_owner_has_given_his_word()
    {
        var bare = LedgerSample.Unknown(2) with { Thread = null, Turn = null, Approval = null };
        _store.Commit([new LedgerChange.UnknownAdded(LedgerSample.Unknown(1)), new LedgerChange.UnknownAdded(bare)]);
        Reopen();
        Assert.Equal([LedgerSample.Unknown(1), bare], _store.Load().Unknowns);

        _store.Commit([new LedgerChange.UnknownAnswered(LedgerSample.Effect(1))]);

        Reopen();
        Assert.Equal([bare], _store.Load().Unknowns);
    }

    [Fact]
    public void Sums_follow_their_reservations()
    {
        var (day, thread) = (new BudgetScope.Day(LedgerSample.Day), new BudgetScope.Thread(LedgerSample.Thread));
        var first = LedgerSample.Reservation(1);
        var tomorrow = LedgerSample.Reservation(2) with { Day = LedgerSample.Day.AddDays(1), Thread = null };
        _store.Commit([new LedgerChange.ReservationSaved(first), new LedgerChange.ReservationSaved(tomorrow)]);
        Assert.Equal((first.Amounts, first.Amounts), (_store.Spent(day), _store.Spent(thread)));

        var settled = first with { Amounts = first.Amounts with { Tokens = 7, Bytes = 9, MicroUsd = 0 }, Settled = true };
        _store.Commit([new LedgerChange.ReservationSaved(settled)]);
        _store.Commit([new LedgerChange.ReservationSaved(settled)]);

        Reopen();
        Assert.Equal((settled.Amounts, settled.Amounts), (_store.Spent(day), _store.Spent(thread)));
        Assert.Equal([tomorrow], _store.Load().Reservations);
        Assert.Equal(Amounts.None, _store.Spent(new BudgetScope.Thread(new ThreadId("another"))));
    }

    [Fact]
    public void A_sum_that_is_full_stays_full()
    {
        var day = new BudgetScope.Day(LedgerSample.Day);
        var absurd = LedgerSample.Reservation(1) with { Amounts = new Amounts(Tokens: long.MaxValue), NovelHost = null };
        _store.Commit([new LedgerChange.ReservationSaved(absurd), new LedgerChange.ReservationSaved(LedgerSample.Reservation(2))]);

        _store.Commit([new LedgerChange.ReservationSaved(LedgerSample.Reservation(2) with { Amounts = Amounts.None, NovelHost = null })]);

        Assert.Equal(long.MaxValue, _store.Spent(day).Tokens);
    }

    [Fact]
    public void A_host_is_known_from_its_reservation_on_until_that_is_given_back()
    {
        var reservation = LedgerSample.Reservation(1);
        Assert.False(_store.Knows(LedgerSample.Host(1)));
        _store.Commit([new LedgerChange.ReservationSaved(reservation)]);
        Reopen();
        Assert.True(_store.Knows(LedgerSample.Host(1)));
        Assert.False(_store.Knows(LedgerSample.Host(2)));

        _store.Commit([new LedgerChange.ReservationSaved(reservation with { Amounts = Amounts.None, NovelHost = null, Settled = true })]);

        Assert.False(_store.Knows(LedgerSample.Host(1)));
    }

    [Fact]
    public void Grants_and_stops_stand_until_they_are_taken_back()
    {
        var (kept, revoked) = (LedgerSample.Grant("kept") with { Expires = null }, LedgerSample.Grant("revoked"));
        var (thread, all) = (new StopScope(LedgerSample.Thread), StopScope.Global);
        _store.Commit([new LedgerChange.GrantSaved(kept), new LedgerChange.GrantSaved(revoked)]);
        _store.Commit([
            new LedgerChange.StopSet(new StopMark(thread, LedgerSample.Start, "one")),
            new LedgerChange.StopSet(new StopMark(all, LedgerSample.Start, "two")),
        ]);
        Reopen();
        Assert.Equal((2, 2), (_store.Load().Grants.Count, _store.Load().Stops.Count));

        _store.Commit([new LedgerChange.GrantRevoked("revoked"), new LedgerChange.StopCleared(thread)]);

        Assert.Equal([kept], _store.Load().Grants);
        Assert.Equal([new StopMark(all, LedgerSample.Start, "two")], _store.Load().Stops);
    }

    [Fact]
    public void A_commit_that_fails_changes_nothing()
    {
        var first = _sample.Next(LedgerSample.Full(1));
        _store.Commit([first]);

        Assert.ThrowsAny<Exception>(() => _store.Commit([new LedgerChange.GrantSaved(LedgerSample.Grant("g")), first]));

        Assert.Empty(_store.Load().Grants);
        Assert.Equal(_sample.Head, _store.Load().Head);
        _store.Commit([_sample.Next(LedgerSample.Full(2))]);
    }

    [Fact]
    public void A_walk_through_the_entries_does_not_hold_up_a_commit()
    {
        _store.Commit([_sample.Next(LedgerSample.Full(1)), _sample.Next(LedgerSample.Full(2))]);
        using var walk = _store.All().GetEnumerator();
        walk.MoveNext();

        _store.Commit([_sample.Next(LedgerSample.Full(3))]);

        Assert.Equal(3, _store.All().Count());
    }

    [Fact]
    public void Refuses_text_that_would_not_read_back_as_it_was_hashed()
    {
        var entry = _sample.Next(new EntryDraft(EntryKind.Denied, "half of a pair: \ud83e"));

        Assert.Throws<ArgumentException>(() => _store.Commit([new LedgerChange.GrantSaved(LedgerSample.Grant("g")), entry]));

        Assert.Empty(_store.All());
        Assert.Empty(_store.Load().Grants);
    }

    private void Reopen()
    {
        _store.Dispose();
        _store = SqliteLedgerStore.Open(_temp["ledger.db"], TimeProvider.System);
    }

    private static bool Same(ApprovalRecord one, ApprovalRecord other) =>
        one.Bytes.AsSpan().SequenceEqual(other.Bytes) && one == other with { Bytes = one.Bytes };
}
