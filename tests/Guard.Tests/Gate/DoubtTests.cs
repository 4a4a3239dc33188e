using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>When nobody can say whether an effect took place, nobody says that it did not.</summary>
[Trait("Invariant", "G9")]
public sealed class DoubtTests
{
    [Theory]
    [InlineData(FailureReason.TimedOut, false, SettledAs.UnknownOutcome)]
    [InlineData(FailureReason.Unreachable, false, SettledAs.UnknownOutcome)]
    [InlineData(FailureReason.Unreachable, true, SettledAs.Failed)]
    [InlineData(FailureReason.RefusedByEgress, true, SettledAs.Failed)]
    [InlineData(FailureReason.TooLarge, false, SettledAs.UnknownOutcome)]
    [InlineData(FailureReason.Redirect, false, SettledAs.UnknownOutcome)]
    [InlineData(FailureReason.SecretInAnswer, false, SettledAs.UnknownOutcome)]
    [InlineData(FailureReason.BadArguments, false, SettledAs.Failed)]
    public async Task A_post_that_broke_off_is_unknown_unless_nothing_was_sent(FailureReason reason, bool notSent, SettledAs how)
    {
        await using var rig = await Rig.StartAsync();
        rig.Requests.Does = (_, _, _, _) => throw new EffectFailedException(reason, "broke") { NotSent = notSent };
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number);
        Assert.Equal(how, (await rig.Inbox.Of(number)).How);
        await rig.FlushAsync();
        Assert.Equal(how == SettledAs.UnknownOutcome, rig.Kinds.Contains(EntryKind.Unknown));
    }

    [Fact]
    public async Task A_get_that_broke_off_is_a_failure_because_it_can_be_repeated()
    {
        await using var rig = await Rig.StartAsync();
        rig.Requests.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.TimedOut, "slow");
        var number = await rig.AskAsync(SomeEffect.Get());
        await rig.ApproveAsync(number);
        Assert.Equal(SettledAs.Failed, (await rig.Inbox.Of(number)).How);
    }

    [Fact]
    public async Task A_post_that_is_stopped_under_way_is_unknown()
    {
        await using var rig = await Rig.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Requests.Does = async (_, _, _, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new EffectOutput("");
        };
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number);
        await entered.Task;
        await rig.Services.Stop.StopAsync(StopScope.Global, "enough", CancellationToken.None);
        Assert.Equal(SettledAs.UnknownOutcome, (await rig.Inbox.Of(number)).How);
    }

    [Fact]
    [Trait("Invariant", "G12")]
    public async Task A_stop_while_the_intent_is_written_comes_before_the_driver()
    {
        await using var rig = await Rig.StartAsync();
        await rig.FlushAsync();
        rig.Store.HoldCommits();
        var write = rig.RunAsync(SomeEffect.Write());
        await rig.Store.Held;
        var stopping = rig.Services.Stop.StopAsync(StopScope.Global, "enough", CancellationToken.None);
        rig.Store.ReleaseCommits();
        await stopping;
        Assert.True(Assert.IsType<GateResult.Failed>(await write).NotBegun);
        Assert.Empty(rig.Writes.Done);
    }

    [Fact]
    [Trait("Invariant", "G12")]
    public async Task A_stop_does_not_wait_for_another_one_that_waits_for_the_disk()
    {
        await using var rig = await Rig.StartAsync();
        await rig.FlushAsync();
        rig.Store.HoldCommits();
        var first = rig.Services.Stop.StopAsync(new StopScope(new ThreadId("other")), "first", CancellationToken.None);
        await rig.Store.Held;
        var second = rig.Services.Stop.StopAsync(StopScope.Global, "second", new CancellationToken(canceled: true));
        Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Time()));
        rig.Store.ReleaseCommits();
        await Task.WhenAll(first, second);
        Assert.Equal(2, rig.Store.Load().Stops.Count);
    }

    [Fact]
    public async Task A_result_that_is_there_is_kept_when_a_stop_comes_late()
    {
        await using var rig = await Rig.StartAsync();
        rig.Writes.Does = async (_, _, _, _) =>
        {
            await rig.Services.Stop.StopAsync(StopScope.Global, "late", CancellationToken.None);
            return new EffectOutput("written");
        };
        Assert.Equal("written", Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Write())).Text);
    }

    [Fact]
    public async Task Questions_that_can_no_longer_be_shown_end_at_the_next_start()
    {
        await using var first = await Rig.StartAsync();
        var number = await first.AskAsync(SomeEffect.Post());
        await first.FlushAsync();
        var later = first.Store.Tampered(approval => approval with { Bytes = """{"v":2,"kind":"http_request"}"""u8.ToArray() });
        var inbox = new Inbox();
        await using var rig = await Rig.StartAsync(later, inbox: inbox);
        Assert.Equal(SettledAs.Expired, (await inbox.Of(number)).How);
        Assert.Empty(rig.Services.Approvals.Pending);
    }

    [Fact]
    [Trait("Invariant", "G12")]
    public async Task A_stop_that_falls_into_a_resume_holds()
    {
        await using var rig = await Rig.StartAsync();
        await rig.Services.Stop.StopAsync(StopScope.Global, "first", CancellationToken.None);
        rig.Store.HoldCommits();
        var resuming = rig.Services.Stop.ResumeAsync(StopScope.Global, CancellationToken.None);
        var stopping = rig.Services.Stop.StopAsync(StopScope.Global, "second", CancellationToken.None);
        rig.Store.ReleaseCommits();
        await Task.WhenAll(resuming, stopping);
        Assert.NotEmpty(rig.Services.Stop.Marks);
        Assert.NotEmpty(rig.Store.Load().Stops);
        Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Time()));
    }

    [Fact]
    [Trait("Invariant", "G6")]
    public async Task A_yes_from_long_ago_does_not_run_at_the_next_start()
    {
        var clock = new Gatehouse.Testing.FakeClock();
        await using var first = await Rig.StartAsync(clock: clock);
        var number = await first.AskAsync(SomeEffect.Post());
        await first.FlushAsync();
        var asked = first.Store.Crash();
        clock.Advance(TimeSpan.FromDays(14));
        var later = asked.Tampered(approval => approval with { State = ApprovalState.Approved });
        var inbox = new Inbox();
        await using var rig = await Rig.StartAsync(later, clock: clock, inbox: inbox);
        Assert.Equal(SettledAs.Expired, (await inbox.Of(number)).How);
        Assert.Empty(rig.Requests.Done);
    }

    [Fact]
    [Trait("Invariant", "G4")]
    public async Task A_driver_that_acts_without_its_pass_is_found_out()
    {
        await using var rig = await Rig.StartAsync(setUp: rig => rig.Reads.Redeems = false);
        Assert.Equal(FailureReason.Internal, Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Read())).Reason);
    }

    [Fact]
    public async Task A_hand_over_that_failed_is_tried_again()
    {
        await using var rig = await Rig.StartAsync();
        rig.Inbox.FailOnce();
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number);
        await rig.Inbox.Failed;
        await Gatehouse.Testing.Deadline.UntilAsync(
            () =>
            {
                rig.Clock.Advance(TimeSpan.FromSeconds(1));
                return rig.Inbox.Told > 1;
            },
            "the second hand-over"
        );

        Assert.Equal(SettledAs.Done, (await rig.Inbox.Of(number)).How);
    }
}
