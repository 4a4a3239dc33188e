using Gatehouse.Agent.Threads;
using Gatehouse.App.Tests.Agent;
using Gatehouse.App.Tests.Storage;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Policy;
using Gatehouse.Server.Access;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Faults;

/// <summary>The clock of the machine jumps while things are under way. What ended stays ended; nothing opens that was shut; nothing throws.</summary>
public sealed class ClockJumpTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly CaseFolders _folders = new();
    private readonly FakeClock _clock = new(HomeCopy.Began);
    private readonly World _world = new([]);
    private readonly FaultLine _line = new();

    public static TheoryData<double> Jumps => [1, -1, 24, -24, 400 * 24, -400 * 24];

    public void Dispose() => _folders.Dispose();

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task A_conversation_goes_on_over_any_jump_and_nothing_of_it_is_lost(double hours)
    {
        using var folder = _folders.Take();
        Owner owner;
        await using (var home = await StartAsync(folder.Path))
        {
            owner = new Owner(home, _line, new Quiet(_clock));
            var first = await owner.SayAsync(Write("before"));
            await owner.SayAsync(Post("asked before"), first?.Thread);
            _clock.Jump(TimeSpan.FromHours(hours));
            await owner.SayAsync(Write("after"), first?.Thread);
            await owner.SayAsync(Post("asked after"), first?.Thread);
            await owner.AnswerAsync(always: false, yes: true);
            _clock.Jump(TimeSpan.FromHours(-hours));
            await owner.SayAsync(Write("back again"), first?.Thread);
            await owner.AnswerAsync(always: false, yes: true);
            Assert.All(
                (await home.Threads.HistoryAsync(first!.Thread, 100, null, CancellationToken.None)).Turns,
                turn => Assert.NotEqual(EndReason.InternalError, turn.Turn.End!.Reason)
            );
        }

        var (found, unrecorded) = await Recovery.RunAsync(folder.Path, owner.All, _world);
        Assert.Equal([], found);
        Assert.Equal(0, unrecorded);
    }

    [Theory]
    [InlineData(24, true)]
    [InlineData(400 * 24, true)]
    [InlineData(1, false)]
    [InlineData(-1, false)]
    [InlineData(-24, false)]
    public async Task A_question_that_expired_stays_so_and_expires_once(double hours, bool expires)
    {
        using var folder = _folders.Take();
        await using var home = await StartAsync(folder.Path);
        var quiet = new Quiet(_clock);
        var owner = new Owner(home, _line, quiet);
        await owner.SayAsync(Post("asked"));
        // Not a tick between the jump and the answer: who is told that it is over must not find it open later.
        _clock.Jump(TimeSpan.FromHours(hours));
        var answer = await home.Gate.Approvals.ApproveAsync(1, always: false, CancellationToken.None);
        Assert.Equal(expires ? ApprovalAnswer.Expired : ApprovalAnswer.Accepted, answer);
        _clock.Jump(TimeSpan.FromHours(-hours));
        await owner.RestAsync();
        Assert.Equal(ApprovalAnswer.AlreadyAnswered, await home.Gate.Approvals.ApproveAsync(1, always: false, CancellationToken.None));
        _clock.Advance(Day + Day);
        await owner.RestAsync();
        Assert.Equal(expires ? SettledAs.Expired : SettledAs.Done, home.Gate.Approvals.Find(1)!.Settled);
        Assert.Equal(expires ? 0 : 1, _world.Events.Count(what => what.Port == FaultPort.Web));
        Assert.Equal(expires ? 1 : 0, home.Gate.Ledger.Newest(100, null, null).Count(entry => entry.What.Kind == EntryKind.Expired));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_grant_that_ended_does_not_come_back_with_the_clock(bool afterRestart)
    {
        using var folder = _folders.Take();
        var home = await StartAsync(folder.Path);
        await using (home)
        {
            await GrantAsync(home, Hour);
            Assert.Single(home.Gate.Grants.Active);
            _clock.Advance(Day);
            Assert.Empty(home.Gate.Grants.Active);
            if (afterRestart)
            {
                await home.RestartAsync();
            }

            _clock.Jump(-Day);
            Assert.Empty(home.Gate.Grants.Active);
            _clock.Advance(TimeSpan.FromSeconds(2));
            // The row alone cannot tell that it ended, so it goes, with an entry.
            await Deadline.UntilAsync(() => home.Gate.Grants.Listed.Count == 0, "the grant is dropped");
            await home.RestartAsync();
            Assert.Empty(home.Gate.Grants.Listed);
            Assert.Single(home.Gate.Ledger.Newest(100, null, null), entry => entry.What.Kind == EntryKind.Expired);
        }
    }

    [Fact]
    public async Task A_grant_does_not_stand_for_longer_because_the_clock_goes_back()
    {
        using var folder = _folders.Take();
        await using var home = await StartAsync(folder.Path);
        await GrantAsync(home, Hour);
        _clock.Jump(TimeSpan.FromMinutes(-4));
        Assert.Single(home.Gate.Grants.Active);
        _clock.Jump(-Day);
        Assert.Empty(home.Gate.Grants.Active);
        _clock.Jump(Day);
        Assert.Single(home.Gate.Grants.Active);
    }

    [Fact]
    public async Task A_grant_without_an_end_asks_no_clock()
    {
        using var folder = _folders.Take();
        await using var home = await StartAsync(folder.Path);
        await GrantAsync(home, null);
        foreach (var hours in new[] { -400 * 24, 800 * 24, -400 * 24 })
        {
            _clock.Jump(TimeSpan.FromHours(hours));
            Assert.Single(home.Gate.Grants.Active);
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(400 * 24)]
    public async Task A_budget_belongs_to_the_day_of_the_moment_and_no_day_is_there_twice(double hours)
    {
        using var folder = _folders.Take();
        await using var home = await StartAsync(folder.Path, new GateOptions { RequestsPerDay = 3 });
        var owner = new Owner(home, _line, new Quiet(_clock));
        await SpendAsync(home, owner, 3);
        foreach (var jump in new[] { hours, -hours, hours, -hours })
        {
            _clock.Jump(TimeSpan.FromHours(jump));
            var here = DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);
            Assert.Equal(here, home.Gate.Budget.Status().Day);
            Assert.True(home.Gate.Budget.Status().ResetsAt - _clock.GetUtcNow() <= Day);
            if (home.Gate.Budget.Status().Used(BudgetDimension.Requests) == 0)
            {
                await SpendAsync(home, owner, 3);
            }

            Assert.Equal(3, home.Gate.Budget.Status().Used(BudgetDimension.Requests));
        }

        // Two days, three requests each.
        Assert.Equal(6, _world.Events.Count);
        await home.RestartAsync();
        Assert.Equal(3, home.Gate.Budget.Status().Used(BudgetDimension.Requests));
    }

    [Theory]
    [InlineData(-24)]
    [InlineData(-400 * 24)]
    public async Task A_clock_that_goes_back_behind_the_start_opens_no_other_budget(double hours)
    {
        using var folder = _folders.Take();
        await using var home = await StartAsync(folder.Path, new GateOptions { RequestsPerDay = 3 });
        var owner = new Owner(home, _line, new Quiet(_clock));
        await SpendAsync(home, owner, 3);
        _clock.Jump(TimeSpan.FromHours(hours));
        await SpendAsync(home, owner, 3);
        Assert.Equal(3, _world.Events.Count);
        Assert.Equal(3, home.Gate.Budget.Status().Used(BudgetDimension.Requests));
    }

    [Fact]
    public void A_session_that_was_over_stays_so_and_none_lives_longer_than_a_month()
    {
        using var folder = _folders.Take();
        using var file = SqliteFile.Open($"{folder.Path}/gatehouse.db", "gatehouse");
        var book = new SessionBook(new SessionTable(file), _clock);
        var opened = book.Open("a browser");
        Assert.NotNull(Find(book, opened));
        _clock.Jump(-Hour);
        Assert.NotNull(Find(book, opened));
        _clock.Jump(Hour + TimeSpan.FromDays(400));
        Assert.Null(Find(book, opened));
        _clock.Jump(TimeSpan.FromDays(-400));
        Assert.Null(Find(book, opened));

        _clock.Jump(TimeSpan.FromDays(400));
        var early = book.Open("another");
        _clock.Jump(TimeSpan.FromDays(-400));
        Assert.Null(Find(book, early));
        Assert.Empty(book.Live());
    }

    private static SessionRecord? Find(SessionBook book, OpenedSession opened) => book.Find(opened.Cookie.Text, opened.PageKey.Text);

    private static async Task SpendAsync(AgentHome home, Owner owner, int times)
    {
        for (var turn = 0; turn < times; turn++)
        {
            await owner.SayAsync($"spend {home.Gate.Ledger.Head.Seq}");
        }

        await owner.SayAsync($"one too many {home.Gate.Ledger.Head.Seq}");
    }

    private async Task GrantAsync(AgentHome home, TimeSpan? life)
    {
        var owner = new Owner(home, _line, new Quiet(_clock));
        await owner.SayAsync(Post("granted"));
        await home.Gate.Approvals.ApproveAsync(1, always: true, life, CancellationToken.None);
        await owner.RestAsync();
    }

    private async Task<AgentHome> StartAsync(string folder, GateOptions? options = null)
    {
        HomeCopy.Empty.PutInto(folder);
        var home = StoryRun.Open(folder, _world, _line, _clock, options)!;
        await home.RunAsync();
        return home;
    }

    private static string Write(string content) => $"call memory_write {{\"content\":\"{content}\",\"target\":\"notes.md\"}}";

    private static string Post(string body) => $"call http {{\"url\":\"https://api.example/v1\",\"method\":\"POST\",\"body\":\"{body}\"}}";
}
