using System.Collections.Immutable;
using Gatehouse.Agent.Events;
using Gatehouse.Agent.Threads;
using Gatehouse.App.Tests.Agent;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Faults;

/// <summary>A disk that takes no more: the turn ends with a clear word, nothing more happens, and after the restart all is there.</summary>
[Trait("Invariant", "G13")]
public sealed class DiskTroubleTests : IDisposable
{
    private const string Write = "call memory_write {\"content\":\"kept\",\"target\":\"notes.md\"}";
    private const string Post = "call http {\"url\":\"https://api.example/v1\",\"method\":\"POST\",\"body\":\"once\"}";

    private readonly CaseFolders _folders = new();
    private readonly FakeClock _clock = new(HomeCopy.Began);

    public void Dispose() => _folders.Dispose();

    [Theory]
    [InlineData(FaultKind.ReadOnly)]
    [InlineData(FaultKind.IoError)]
    [InlineData(FaultKind.IoErrorAfter)]
    internal async Task A_ledger_that_takes_no_more_ends_the_turn_and_every_other_with_the_same_word(FaultKind kind)
    {
        using var folder = _folders.Take();
        var world = new World([]);
        // The reply is kept and its call not begun: that waits for its intent to be on the disk.
        var line = new FaultLine { Planned = PlannedFault.AtCommitAfterStep(kind) };
        await using (var home = await StartAsync(folder.Path, world, line))
        {
            var turn = await SaidAsync(home, Write);
            Assert.Equal((TurnState.Failed, EndReason.InternalError), (turn.Turn.State, turn.Turn.End!.Reason));
            Assert.StartsWith("The ledger cannot be written", turn.Response, StringComparison.Ordinal);
            Assert.All(turn.Calls, call => Assert.NotNull(call.Result));
            var before = world.Events;

            var other = await SaidAsync(home, Post);
            Assert.Equal(turn.Response, other.Response);
            Assert.Empty(other.Calls);
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => home.Gate.Ledger.RecordRevocationAsync("a token"));
            Assert.Equal(before, world.Events);
            Assert.Null(await home.Memory.ReadAsync("notes.md", CancellationToken.None));
        }

        var (found, _) = await Recovery.RunAsync(folder.Path, [.. Told(Write), .. Told(Post)], world);
        Assert.Equal([], found);
    }

    [Fact]
    public async Task A_full_disk_ends_the_turn_for_who_watches_and_takes_no_other_message()
    {
        using var folder = _folders.Take();
        var world = new World([]);
        var line = new FaultLine { Planned = PlannedFault.AtCommitAfterStep(FaultKind.DiskFull) };
        Owner owner;
        await using (var home = await StartAsync(folder.Path, world, line))
        {
            owner = new Owner(home, line, new Quiet(_clock));
            await owner.SendAsync(Write);
            var end = await AgentHome.UntilAsync(() => Task.FromResult(home.Events.All.OfType<TurnEvent.Response>().FirstOrDefault()));
            Assert.StartsWith("The ledger cannot be written", end.Content, StringComparison.Ordinal);
            var before = world.Events;
            await owner.SayAsync(Post);
            Assert.Equal(before, world.Events);
            Assert.DoesNotContain(owner.All, told => told is Told.Said { Text: Post });
            Assert.Null(await home.Memory.ReadAsync("notes.md", CancellationToken.None));
        }

        var (found, _) = await Recovery.RunAsync(folder.Path, owner.All, world);
        Assert.Equal([], found);
    }

    [Theory]
    [InlineData("QueueTurn", "the message is not taken")]
    [InlineData("BeginTurn", "it was taken, and is answered after the restart")]
    [InlineData("Append", "the turn breaks in the middle")]
    [InlineData("EndTurn", "it was answered, and the answer could not be kept")]
    internal async Task Conversations_that_take_no_more_lose_nothing(string call, string why)
    {
        using var folder = _folders.Take();
        var world = new World([]);
        var line = new FaultLine { Planned = PlannedFault.At(FaultPort.Threads, call, nth: 1, FaultKind.DiskFull) };
        Owner owner;
        await using (var home = await StartAsync(folder.Path, world, line))
        {
            owner = new Owner(home, line, new Quiet(_clock));
            await owner.SayAsync(Write);
            await owner.SayAsync("and another");
            Assert.True(line.Struck, why);
            if (call is "Append" or "EndTurn")
            {
                // It cannot be stored, so it is at least said.
                Assert.Contains(home.Events.All.OfType<TurnEvent.TurnEnded>(), end => end.Reason == EndReason.InternalError);
            }

            Assert.DoesNotContain(owner.All, told => told is Told.Said { Text: "and another" });
        }

        var (found, _) = await Recovery.RunAsync(folder.Path, owner.All, world);
        Assert.Equal([], found);
    }

    [Fact]
    public async Task An_approved_effect_that_could_not_be_begun_is_tried_again()
    {
        using var folder = _folders.Take();
        var world = new World([]);
        // Whether the host is known is asked when the approved request reserves what it may use.
        var line = new FaultLine { Planned = PlannedFault.At(FaultPort.Ledger, "Knows", nth: 1, FaultKind.IoError) };
        await using var home = await StartAsync(folder.Path, world, line);
        await SaidAsync(home, Post);
        await home.Gate.Approvals.ApproveAsync(1, always: false, CancellationToken.None);
        await AgentHome.UntilAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(6));
            return Task.FromResult(world.Events.Find(what => what.Port == FaultPort.Web));
        });
        await AgentHome.UntilAsync(() =>
            Task.FromResult(home.Gate.Approvals.Find(1) is { State: ApprovalState.Closed } closed ? closed : null)
        );
        Assert.True(line.Struck);
        Assert.Single(world.Events, what => what.Port == FaultPort.Web);
        Assert.Equal(SettledAs.Done, home.Gate.Approvals.Find(1)!.Settled);
    }

    private static ImmutableList<Told> Told(string text) => [new Faults.Told.Saying(text)];

    private async Task<AgentHome> StartAsync(string folder, World world, FaultLine line)
    {
        HomeCopy.Empty.PutInto(folder);
        var home = StoryRun.Open(folder, world, line, _clock)!;
        await home.RunAsync();
        return home;
    }

    // What the store keeps, behind the line that fails.
    private static async Task<TurnHistory> SaidAsync(AgentHome home, string text)
    {
        var sent = await home.Conversations.SendAsync(text, [], null, "UTC", CancellationToken.None);
        var accepted = Assert.IsType<Gatehouse.Agent.Loop.SendResult.Accepted>(sent);
        return await AgentHome.UntilAsync(async () =>
            await home.StoredThreads.FindTurnAsync(accepted.Turn, CancellationToken.None) is { Turn.End: not null } ended ? ended : null
        );
    }
}
