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
    private readonly TempFolder temp = new();
    private readonly LedgerSample sample = new();
    private SqliteLedgerStore store;

    public LedgerStoreTests() => store = SqliteLedgerStore.Open(temp["ledger.db"], TimeProvider.System);

    public void Dispose()
    {
        store.Dispose();
        temp.Dispose();
    }

    [Fact]
    public void A_new_ledger_is_empty()
    {
        var state = store.Load(LedgerSample.Day);

        Assert.Equal((LedgerHead.Empty, 0), (state.Head, state.LastApproval));
        Assert.Empty(state.Approvals);
        Assert.Empty(state.Open);
        Assert.Empty(store.All());
        Assert.Null(store.Body(LedgerSample.Effect(1)));
        Assert.Null(store.Result(1));
        Assert.Null(store.Approval(1));
    }

    [Fact]
    public void Takes_every_kind_of_change_in_one_commit()
    {
        LedgerChange[] changes =
        [
            sample.Next(LedgerSample.Full(1)),
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
        ];
        var kinds = typeof(LedgerChange).GetNestedTypes(BindingFlags.Public);
        Assert.NotEmpty(kinds);
        Assert.Equal(kinds.Select(kind => kind.Name).Order(), changes.Select(change => change.GetType().Name).Order());

        store.Commit(changes);

        Reopen();
        Assert.Equal(sample.Head, store.Load(LedgerSample.Day).Head);
    }

    [Fact]
    public void Entries_come_back_as_they_were_and_verify()
    {
        LedgerEntry[] entries =
        [
            sample.Next(new EntryDraft(EntryKind.Started, "")).Entry,
            sample.Next(LedgerSample.Full(1)).Entry,
            sample.Next(new EntryDraft(EntryKind.Denied, "a zero \0, a quote ', a \u2028 and 🦊", Size: long.MaxValue)).Entry,
        ];

        store.Commit([.. entries.Select(entry => new LedgerChange.EntryAdded(entry))]);

        Reopen();
        Assert.Equal(entries, store.All());
        Assert.True(LedgerVerifier.Verify(store.All(), sample.Head, store.Bodies()).Ok);
    }

    [Fact]
    public void Every_kind_of_entry_is_read_back()
    {
        var drafts = Enum.GetValues<EntryKind>().Select(kind => new EntryDraft(kind, "line")).ToList();

        store.Commit([.. drafts.Select(sample.Next)]);

        Assert.Equal(drafts, store.All().Select(entry => entry.What));
    }

    [Fact]
    public void Newest_pages_backwards_and_can_keep_to_one_thread()
    {
        store.Commit([
            .. Enumerable
                .Range(1, 6)
                .Select(i => sample.Next(i % 2 == 0 ? LedgerSample.Full(i) : new EntryDraft(EntryKind.Denied, $"line {i}"))),
        ]);

        Assert.Equal([6L, 5], store.Newest(2, null, null).Select(entry => entry.Seq));
        Assert.Equal([4L, 3], store.Newest(2, 5, null).Select(entry => entry.Seq));
        Assert.Equal([4L, 2], store.Newest(9, 6, LedgerSample.Thread).Select(entry => entry.Seq));
        Assert.Empty(store.Newest(9, null, new ThreadId("other")));
    }

    [Fact]
    public void Finds_the_entries_and_the_bytes_of_an_effect()
    {
        store.Commit([
            sample.Next(LedgerSample.Full(1)),
            sample.Next(LedgerSample.Full(2)),
            sample.Next(LedgerSample.Full(1)),
            new LedgerChange.BodyStored(LedgerSample.Effect(1), LedgerSample.Bytes(1)),
        ]);

        Assert.Equal([1L, 3], store.OfEffect(LedgerSample.Effect(1)).Select(entry => entry.Seq));
        Assert.Equal(LedgerSample.Bytes(1), store.Body(LedgerSample.Effect(1)));
        Assert.Equal(LedgerSample.Effect(1), Assert.Single(store.Bodies()).Effect);
    }

    [Fact]
    public void Approvals_that_are_not_closed_are_loaded_and_every_one_can_be_found()
    {
        var approvals = Enum.GetValues<ApprovalState>().Select((state, i) => LedgerSample.Approval(i + 1, state)).ToList();
        store.Commit([.. approvals.Select(approval => new LedgerChange.ApprovalSaved(approval))]);

        Reopen();

        var state = store.Load(LedgerSample.Day);
        Assert.Equal(approvals.Count, state.LastApproval);
        Assert.Equal(approvals.Where(approval => approval.State != ApprovalState.Closed), state.Approvals, Same);
        Assert.All(approvals, approval => Assert.Equal(approval, store.Approval(approval.Number), Same!));
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
        store.Commit([
            new LedgerChange.ApprovalSaved(LedgerSample.Approval(1)),
            new LedgerChange.ResultStored(1, "text", Label.PublicPage),
        ]);

        store.Commit([new LedgerChange.ApprovalSaved(settled)]);

        Assert.Equal(settled, store.Approval(1), Same!);
        Assert.Equal(("text", Label.PublicPage), store.Result(1));
    }

    [Fact]
    public void An_effect_is_open_until_it_is_closed()
    {
        var bare = LedgerSample.Open(2) with { Thread = null, Turn = null, Approval = null, Repeat = Repeat.Safe };
        store.Commit([new LedgerChange.EffectOpened(LedgerSample.Open(1)), new LedgerChange.EffectOpened(bare)]);

        store.Commit([new LedgerChange.EffectClosed(LedgerSample.Effect(1))]);

        Reopen();
        Assert.Equal([bare], store.Load(LedgerSample.Day).Open);
    }

    [Fact]
    public void Only_the_reservations_of_the_day_count()
    {
        var first = LedgerSample.Reservation(1);
        Reservation[] saved = [first, LedgerSample.Reservation(2) with { Day = LedgerSample.Day.AddDays(1) }];
        store.Commit([.. saved.Select(reservation => new LedgerChange.ReservationSaved(reservation))]);

        store.Commit([new LedgerChange.ReservationSaved(first with { Tokens = 7, Settled = true })]);

        Assert.Equal([first with { Tokens = 7, Settled = true }], store.Load(LedgerSample.Day).Reservations);
    }

    [Fact]
    public void Grants_and_stops_stand_until_they_are_taken_back()
    {
        var (kept, revoked) = (LedgerSample.Grant("kept") with { Expires = null }, LedgerSample.Grant("revoked"));
        var (thread, all) = (new StopScope(LedgerSample.Thread), StopScope.Global);
        store.Commit([new LedgerChange.GrantSaved(kept), new LedgerChange.GrantSaved(revoked)]);
        store.Commit([
            new LedgerChange.StopSet(new StopMark(thread, LedgerSample.Start, "one")),
            new LedgerChange.StopSet(new StopMark(all, LedgerSample.Start, "two")),
        ]);
        Reopen();
        Assert.Equal((2, 2), (store.Load(LedgerSample.Day).Grants.Count, store.Load(LedgerSample.Day).Stops.Count));

        store.Commit([new LedgerChange.GrantRevoked("revoked"), new LedgerChange.StopCleared(thread)]);

        Assert.Equal([kept], store.Load(LedgerSample.Day).Grants);
        Assert.Equal([new StopMark(all, LedgerSample.Start, "two")], store.Load(LedgerSample.Day).Stops);
    }

    [Fact]
    public void A_commit_that_fails_changes_nothing()
    {
        var first = sample.Next(LedgerSample.Full(1));
        store.Commit([first]);

        Assert.ThrowsAny<Exception>(() => store.Commit([new LedgerChange.GrantSaved(LedgerSample.Grant("g")), first]));

        Assert.Empty(store.Load(LedgerSample.Day).Grants);
        Assert.Equal(sample.Head, store.Load(LedgerSample.Day).Head);
        store.Commit([sample.Next(LedgerSample.Full(2))]);
    }

    [Fact]
    public void A_walk_through_the_entries_does_not_hold_up_a_commit()
    {
        store.Commit([sample.Next(LedgerSample.Full(1)), sample.Next(LedgerSample.Full(2))]);
        using var walk = store.All().GetEnumerator();
        walk.MoveNext();

        store.Commit([sample.Next(LedgerSample.Full(3))]);

        Assert.Equal(3, store.All().Count());
    }

    [Fact]
    public void Refuses_text_that_would_not_read_back_as_it_was_hashed()
    {
        var entry = sample.Next(new EntryDraft(EntryKind.Denied, "half of a pair: \ud83e"));

        Assert.Throws<ArgumentException>(() => store.Commit([new LedgerChange.GrantSaved(LedgerSample.Grant("g")), entry]));

        Assert.Empty(store.All());
        Assert.Empty(store.Load(LedgerSample.Day).Grants);
    }

    private void Reopen()
    {
        store.Dispose();
        store = SqliteLedgerStore.Open(temp["ledger.db"], TimeProvider.System);
    }

    private static bool Same(ApprovalRecord one, ApprovalRecord other) =>
        one.Bytes.AsSpan().SequenceEqual(other.Bytes) && one == other with { Bytes = one.Bytes };
}
