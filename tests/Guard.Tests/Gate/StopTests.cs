using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Guard.Tests.Gate;

[Trait("Invariant", "G12")]
public sealed class StopTests
{
    private static readonly StopScope OurThread = new(Contexts.Thread);

    [Fact]
    public async Task What_is_under_way_is_cancelled_within_the_call_and_the_receipt_tells_what_was_sent()
    {
        await using var rig = await Rig.StartAsync();
        var page = await BeginAsync(rig.Pages, () => rig.RunAsync(SomeEffect.Page()));
        var write = await BeginAsync(rig.Writes, () => rig.RunAsync(SomeEffect.Write()));
        var receipt = await rig.Services.Stop.StopAsync(StopScope.Global, "enough", CancellationToken.None);
        Assert.Equal(2, receipt.Cancelled);
        Assert.Equal(EffectKind.FetchPage, receipt.OnTheWire.Single().Kind);
        Assert.Equal(FailureReason.Stopped, Assert.IsType<GateResult.Failed>(await page).Reason);
        Assert.Equal(FailureReason.Stopped, Assert.IsType<GateResult.Failed>(await write).Reason);
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_a_slow_disk()
    {
        await using var rig = await Rig.StartAsync();
        var page = await BeginAsync(rig.Pages, () => rig.RunAsync(SomeEffect.Page()));
        await rig.FlushAsync();
        rig.Store.HoldCommits();
        var stopping = rig.Services.Stop.StopAsync(StopScope.Global, "enough", CancellationToken.None);
        Assert.Equal(FailureReason.Stopped, Assert.IsType<GateResult.Failed>(await page).Reason);
        await rig.Store.Held;
        Assert.False(stopping.IsCompleted);
        Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Page()));
        rig.Store.ReleaseCommits();
        await stopping;
    }

    [Fact]
    public async Task A_stop_works_also_when_nothing_can_be_recorded()
    {
        await using var rig = await Rig.StartAsync();
        var page = await BeginAsync(rig.Pages, () => rig.RunAsync(SomeEffect.Page()));
        await rig.FlushAsync();
        rig.Store.FailCommits();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() =>
            rig.Services.Stop.StopAsync(StopScope.Global, "enough", CancellationToken.None)
        );
        await Record.ExceptionAsync(() => page);
        Assert.True(page.IsCompleted);
    }

    [Fact]
    public async Task A_stop_of_one_thread_leaves_the_others_alone()
    {
        await using var rig = await Rig.StartAsync();
        var other = new EffectContext(new ThreadId("other"), null, Caller.Assistant, attended: true, []);
        var theirs = await BeginAsync(rig.Reads, () => rig.RunAsync(SomeEffect.Read(), other));
        var ours = await BeginAsync(rig.Pages, () => rig.RunAsync(SomeEffect.Page()));
        Assert.Equal(1, (await rig.Services.Stop.StopAsync(OurThread, "enough", CancellationToken.None)).Cancelled);
        Assert.IsType<GateResult.Failed>(await ours);
        Assert.False(theirs.IsCompleted);
        Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Time()));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Time(), other));
        await rig.Services.Stop.StopAsync(StopScope.Global, "all", CancellationToken.None);
        Assert.IsType<GateResult.Failed>(await theirs);
    }

    [Fact]
    public async Task A_stop_survives_a_restart_until_it_is_resumed()
    {
        await using var rig = await Rig.StartAsync();
        await rig.Services.Stop.StopAsync(OurThread, "enough", CancellationToken.None);
        await using var again = await Rig.StartAsync(rig.Store.Crash());
        Assert.Equal("enough", again.Services.Stop.Marks.Single().Reason);
        Assert.IsType<GateResult.Stopped>(await again.RunAsync(SomeEffect.Time()));
        await again.Services.Stop.ResumeAsync(OurThread, CancellationToken.None);
        Assert.IsType<GateResult.Done>(await again.RunAsync(SomeEffect.Time()));
        await using var third = await Rig.StartAsync(again.Store.Crash());
        Assert.IsType<GateResult.Done>(await third.RunAsync(SomeEffect.Time()));
    }

    [Fact]
    public async Task Resuming_one_thread_does_not_lift_the_global_stop()
    {
        await using var rig = await Rig.StartAsync();
        await rig.Services.Stop.StopAsync(StopScope.Global, "all", CancellationToken.None);
        await rig.Services.Stop.StopAsync(OurThread, "one", CancellationToken.None);
        await rig.Services.Stop.ResumeAsync(OurThread, CancellationToken.None);
        Assert.Equal(StopScope.Global, Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Time())).Scope);
    }

    [Fact]
    public async Task A_resume_that_cannot_be_recorded_does_not_resume()
    {
        await using var rig = await Rig.StartAsync();
        await rig.Services.Stop.StopAsync(StopScope.Global, "all", CancellationToken.None);
        rig.Store.FailCommits();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => rig.Services.Stop.ResumeAsync(StopScope.Global, CancellationToken.None));
        Assert.NotEmpty(rig.Services.Stop.Marks);
    }

    private static async Task<Task<GateResult>> BeginAsync<TEffect>(FakeDriver<TEffect> driver, Func<Task<GateResult>> run)
        where TEffect : Effect
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        driver.Does = async (_, _, _, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return new EffectOutput("unreachable");
        };
        var running = run();
        await entered.Task;
        return running;
    }
}
