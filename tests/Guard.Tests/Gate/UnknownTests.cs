using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Leaks;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>What nobody knows is put to the owner; his word is recorded, and nothing follows from it by itself.</summary>
[Trait("Invariant", "G9")]
public sealed class UnknownTests
{
    [Theory]
    [InlineData(true, "the owner says: it happened (seen there)")]
    [InlineData(false, "the owner says: it did not happen (seen there)")]
    public async Task The_owners_word_is_an_entry_beside_the_unknown_outcome(bool done, string line)
    {
        await using var rig = await Rig.StartAsync();
        var unknown = await DoubtfulAsync(rig);
        var spent = rig.Services.Budget.Status();
        Assert.Equal(UnknownAnswer.Accepted, await rig.Services.Unknowns.AnswerAsync(unknown.Id, done, "seen there"));
        Assert.Empty(rig.Services.Unknowns.Waiting);
        Assert.Empty(rig.Store.Load().Unknowns);
        var entries = rig.Store.OfEffect(unknown.Id);
        Assert.Equal([EntryKind.Unknown, EntryKind.Answered], entries.TakeLast(2).Select(entry => entry.What.Kind));
        Assert.Equal(line, entries[^1].What.Line);
        Assert.Equal(spent.Today, rig.Services.Budget.Status().Today);
        Assert.Single(rig.Requests.Done);
        Assert.True(rig.Services.Ledger.Verify(kept: null).Ok);
    }

    [Fact]
    public async Task The_first_word_counts_and_what_is_known_takes_none()
    {
        await using var rig = await Rig.StartAsync();
        var unknown = await DoubtfulAsync(rig);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => rig.Services.Unknowns.AnswerAsync(unknown.Id, i % 2 == 0, null)))
        );
        Assert.Single(answers, UnknownAnswer.Accepted);
        Assert.Equal(7, answers.Count(answer => answer == UnknownAnswer.AlreadyAnswered));
        Assert.Equal(UnknownAnswer.NotUnknown, await rig.Services.Unknowns.AnswerAsync(new EffectId("other"), true, null));
    }

    [Fact]
    public async Task It_waits_across_restarts_until_there_is_a_word()
    {
        await using var rig = await Rig.StartAsync();
        var unknown = await DoubtfulAsync(rig);
        await using var again = await Rig.StartAsync(rig.Store.Crash());
        Assert.Equal(unknown, Assert.Single(again.Services.Unknowns.Waiting));
        await again.Services.Unknowns.AnswerAsync(unknown.Id, done: true, null);
        Assert.Empty(again.Requests.Done);
        await using var third = await Rig.StartAsync(again.Store.Crash());
        Assert.Empty(third.Services.Unknowns.Waiting);
        Assert.Equal(UnknownAnswer.AlreadyAnswered, await third.Services.Unknowns.AnswerAsync(unknown.Id, done: false, null));
    }

    [Fact]
    public async Task What_was_under_way_at_a_crash_waits_for_a_word_and_is_not_repeated()
    {
        await using var rig = await Rig.StartAsync();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Requests.Does = async (_, _, _, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new EffectOutput("");
        };
        await rig.ApproveAsync(await rig.AskAsync(SomeEffect.Post()));
        await entered.Task;
        await using var again = await Rig.StartAsync(rig.Store.Crash());
        Assert.Equal(1, Assert.Single(again.Services.Unknowns.Waiting).Approval);
        Assert.Empty(again.Requests.Done);
    }

    [Fact]
    public async Task A_secret_in_a_note_is_not_recorded_and_a_broken_disk_leaves_it_waiting()
    {
        await using var rig = await Rig.StartAsync();
        var unknown = await DoubtfulAsync(rig);
        await rig.Services.Unknowns.AnswerAsync(unknown.Id, done: true, Sample.AwsKey());
        Assert.EndsWith("([REDACTED])", rig.Store.All().Last().What.Line, StringComparison.Ordinal);

        var second = await DoubtfulAsync(rig);
        rig.Store.FailCommits();
        await Record.ExceptionAsync(() => rig.RunAsync(SomeEffect.Write()));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => rig.Services.Unknowns.AnswerAsync(second.Id, done: true, null));
        Assert.Equal(second, Assert.Single(rig.Services.Unknowns.Waiting));
    }

    private static async Task<UnknownEffect> DoubtfulAsync(Rig rig)
    {
        rig.Requests.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.TimedOut, "slow");
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number);
        await rig.Inbox.Of(number);
        return Assert.Single(rig.Services.Unknowns.Waiting);
    }
}
