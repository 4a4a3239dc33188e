using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>A crash after every commit of a whole story: nothing is lost, nothing happens twice, nothing is passed over in silence.</summary>
[Trait("Invariant", "G9")]
public sealed class CrashTests
{
    [Theory]
    [InlineData(false, false, SettledAs.UnknownOutcome)]
    [InlineData(false, true, SettledAs.Interrupted)]
    [InlineData(true, false, SettledAs.Interrupted)]
    [InlineData(true, true, SettledAs.Interrupted)]
    public async Task After_a_crash_at_any_commit_an_approval_has_one_end_and_its_effect_ran_at_most_once(
        bool repeatable,
        bool canTell,
        SettledAs whenOpen
    )
    {
        Effect effect = repeatable ? SomeEffect.Get() : SomeEffect.Post();
        var (store, begun, told) = await TellAsync(effect);
        var ends = new List<SettledAs>();
        for (var commit = 0; commit <= store.Commits; commit++)
        {
            // Between two commits the crash may come before or after the driver, and before or after the thread was told.
            foreach (var lucky in new[] { false, true })
            {
                var ranBefore = commit > begun || (commit == begun && lucky) ? 1 : 0;
                var inbox = new Inbox(commit > told.At || (commit == told.At && lucky) ? [told.What] : []);
                await using var rig = await Rig.StartAsync(
                    store.CrashAfter(commit),
                    inbox: inbox,
                    setUp: rig => rig.Requests.WasDone = _ => canTell ? ranBefore == 1 : null
                );
                if (rig.Services.Approvals.Find(1) is not { } approval)
                {
                    // The question never got on the disk, so nobody was told that it was asked.
                    Assert.Equal(0, ranBefore);
                    continue;
                }

                if (approval.State == ApprovalState.Pending)
                {
                    Assert.Equal(ApprovalAnswer.Accepted, await rig.ApproveAsync(1));
                }

                var settled = await inbox.Of(1);
                await rig.FlushAsync();
                ends.Add(settled.How);
                Assert.InRange(ranBefore + rig.Requests.Done.Count, 0, 1);
                Assert.Single(inbox.Kept);
                Assert.Empty(rig.Store.Load().Open);
                Assert.True(rig.Services.Ledger.Verify(kept: null).Ok);
                Assert.Equal(
                    settled.How == SettledAs.Done ? 1 : 0,
                    rig.Requests.Done.Count + (settled.How == SettledAs.Done ? ranBefore : 0)
                );
            }
        }

        Assert.Contains(SettledAs.Done, ends);
        Assert.Contains(whenOpen, ends);
    }

    [Theory]
    [InlineData(null, EntryKind.Interrupted)]
    [InlineData(true, EntryKind.Outcome)]
    [InlineData(false, EntryKind.Interrupted)]
    public async Task A_write_that_was_under_way_gets_an_end_and_is_not_repeated(bool? provable, EntryKind end)
    {
        var store = await InterruptAsync(rig => rig.Writes, SomeEffect.Write());
        await using var again = await Rig.StartAsync(store, setUp: rig => rig.Writes.WasDone = _ => provable);
        Assert.Equal([EntryKind.Started, EntryKind.Intent, EntryKind.Started, end], again.Kinds);
        Assert.Empty(again.Writes.Done);
    }

    [Fact]
    public async Task A_driver_that_cannot_even_be_asked_does_not_keep_the_server_down()
    {
        var store = await InterruptAsync(rig => rig.Writes, SomeEffect.Write());
        await using var again = await Rig.StartAsync(
            store,
            setUp: rig => rig.Writes.WasDone = _ => throw new IOException("the database is locked")
        );
        Assert.Equal(EntryKind.Interrupted, again.Kinds.Last());
        Assert.Empty(again.Store.Load().Open);
    }

    [Fact]
    [Trait("Invariant", "G11")]
    public async Task What_was_under_way_is_charged_whole()
    {
        var store = await InterruptAsync(rig => rig.Models, SomeEffect.Model(Rig.ModelServer, maxTokens: 82));
        await using var again = await Rig.StartAsync(store);
        Assert.Equal(100, again.Services.Budget.Status().Used(BudgetDimension.Tokens));
        Assert.True(again.Store.Reservations.Single().Settled);
    }

    [Fact]
    public async Task A_second_crash_during_the_recovery_changes_nothing()
    {
        var (store, begun, _) = await TellAsync(SomeEffect.Post());
        await using var first = await Rig.StartAsync(store.CrashAfter(begun));
        await first.Inbox.Of(1);
        await first.FlushAsync();
        for (var commit = 0; commit <= first.Store.Commits; commit++)
        {
            await using var second = await Rig.StartAsync(first.Store.CrashAfter(commit), inbox: new Inbox(first.Inbox.Kept));
            Assert.Equal(SettledAs.UnknownOutcome, (await second.Inbox.Of(1)).How);
            Assert.Empty(second.Requests.Done);
        }
    }

    [Fact]
    public async Task A_pending_question_is_still_pending_after_a_restart_and_still_expires()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AskAsync(SomeEffect.Post());
        await using var again = await Rig.StartAsync(rig.Store.Crash(), clock: rig.Clock);
        Assert.Equal(1, again.Services.Approvals.Pending.Single().Number);
        again.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(SettledAs.Expired, (await again.Inbox.Of(1)).How);
        Assert.Equal(2, await again.AskAsync(SomeEffect.Post()));
    }

    // Ask, approve, run, settle, hand over; says after which commit the driver was entered and the thread was told.
    private static async Task<(InMemoryLedgerStore Store, int Begun, (int At, SettledEffect What) Told)> TellAsync(Effect effect)
    {
        var begun = 0;
        await using var rig = await Rig.StartAsync();
        rig.Requests.Does = (_, _, _, _) =>
        {
            begun = rig.Store.Commits;
            return Task.FromResult(new EffectOutput("ok"));
        };
        var number = await rig.AskAsync(effect);
        await rig.ApproveAsync(number);
        var settled = await rig.Inbox.Of(number);
        // The commit that says "closed" is the one after the hand-over; the last one is the checkpoint of the stop.
        await rig.DisposeAsync();
        return (rig.Store, begun, (rig.Store.Commits - 2, settled));
    }

    // Runs an effect whose driver never comes back; gives the disk as it is then.
    private static async Task<InMemoryLedgerStore> InterruptAsync<TEffect>(Func<Rig, FakeDriver<TEffect>> driver, TEffect effect)
        where TEffect : Effect
    {
        await using var rig = await Rig.StartAsync();
        var entered = new TaskCompletionSource();
        driver(rig).Does = async (_, _, _, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new EffectOutput("unreachable");
        };
        using var end = new CancellationTokenSource();
        var running = rig.RunAsync(effect, ct: end.Token);
        await entered.Task;
        await rig.FlushAsync();
        var crashed = rig.Store.Crash();
        await end.CancelAsync();
        await running;
        return crashed;
    }
}
