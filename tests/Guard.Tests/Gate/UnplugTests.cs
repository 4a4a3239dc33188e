using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Passes;
using Gatehouse.Gate.Stopping;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Guard.Tests.Leaks;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>One test per step of the Gate: it goes red when the step is unplugged.</summary>
public sealed class UnplugTests
{
    [Fact]
    [Trait("Invariant", "G12")]
    public async Task Step_1_a_stop_comes_before_the_decision()
    {
        await using var rig = await Rig.StartAsync();
        await rig.Services.Stop.StopAsync(StopScope.Global, "enough", CancellationToken.None);
        // The policy would deny this one: that it says "stopped" shows who was asked first.
        Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Page("http://10.0.0.1/")));
        Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Time()));
        Assert.IsType<GateResult.Stopped>(await rig.RunAsync(SomeEffect.Post()));
        Assert.Empty(rig.Functions.Done);
        Assert.Empty(rig.Services.Approvals.Pending);
    }

    [Fact]
    public async Task Step_2_a_denial_keeps_the_driver_out_and_is_recorded()
    {
        await using var rig = await Rig.StartAsync();
        var result = await rig.RunAsync(SomeEffect.Page("http://10.0.0.1/"));
        await rig.FlushAsync();
        Assert.Equal(new GateResult.Denied(DenyReason.PrivateAddress), result);
        Assert.Empty(rig.Pages.Done);
        Assert.Contains(EntryKind.Denied, rig.Kinds);
    }

    [Fact]
    [Trait("Row", "I-183")]
    public async Task Step_3_a_question_is_on_the_disk_and_nothing_is_reserved_or_done()
    {
        await using var rig = await Rig.StartAsync();
        var pending = Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Post()));
        Assert.Equal("A1", pending.Name);
        Assert.Equal(EffectCodec.Encode(SomeEffect.Post()), rig.Store.Approval(1)?.Bytes);
        Assert.Equal(EffectCodec.Encode(SomeEffect.Post()), rig.Store.Body(pending.Effect));
        Assert.Equal(EntryKind.Asked, rig.Kinds.Last());
        Assert.Equal(0, rig.Services.Budget.Status().Used(BudgetDimension.Requests));
        Assert.Empty(rig.Requests.Done);
    }

    [Fact]
    public async Task Step_3_the_asker_is_answered_only_when_the_question_is_on_the_disk()
    {
        await using var rig = await Rig.StartAsync();
        rig.Store.HoldCommits();
        var asking = rig.RunAsync(SomeEffect.Post());
        await rig.Store.Held;
        Assert.False(asking.IsCompleted);
        rig.Store.ReleaseCommits();
        Assert.IsType<GateResult.Pending>(await asking);
    }

    [Fact]
    [Trait("Invariant", "G11")]
    public async Task Step_4_what_the_budget_does_not_hold_is_not_done()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { RequestsPerDay = 1, TokensPerDay = 100 });
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(SomeEffect.Model(Rig.ModelServer)));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page()));
        Assert.IsType<GateResult.OverBudget>(await rig.RunAsync(SomeEffect.Page()));
        await rig.FlushAsync();
        Assert.Empty(rig.Models.Done);
        Assert.Single(rig.Pages.Done);
        Assert.Equal(2, rig.Kinds.Count(kind => kind == EntryKind.Denied));
    }

    [Fact]
    [Trait("Invariant", "G9")]
    public async Task Step_5_a_durable_intent_is_on_the_disk_before_the_driver_is_entered()
    {
        await using var rig = await Rig.StartAsync();
        rig.Store.HoldCommits();
        var running = rig.RunAsync(SomeEffect.Write());
        await rig.Store.Held;
        Assert.Empty(rig.Writes.Done);
        rig.Store.ReleaseCommits();
        var done = Assert.IsType<GateResult.Done>(await running);
        Assert.Equal(EffectCodec.Encode(SomeEffect.Write()), rig.Store.Body(done.Effect));
    }

    [Fact]
    [Trait("Invariant", "G9")]
    public async Task Step_5_the_driver_finds_its_own_intent_on_the_disk()
    {
        await using var rig = await Rig.StartAsync();
        var seen = new List<EntryKind>();
        rig.Writes.Does = (_, pass, _, _) =>
        {
            seen.AddRange(rig.Store.OfEffect(pass.Effect).Select(entry => entry.What.Kind));
            return Task.FromResult(new EffectOutput("ok"));
        };
        await rig.RunAsync(SomeEffect.Write());
        Assert.Equal([EntryKind.Intent], seen);
    }

    [Fact]
    [Trait("Invariant", "G9")]
    public async Task Step_5_an_intent_that_cannot_be_written_keeps_the_driver_out()
    {
        await using var rig = await Rig.StartAsync();
        rig.Store.FailCommits();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => rig.RunAsync(SomeEffect.Write()));
        Assert.Empty(rig.Writes.Done);
    }

    [Fact]
    public async Task Step_5_a_metered_effect_does_not_wait_for_the_disk()
    {
        await using var rig = await Rig.StartAsync();
        rig.Store.HoldCommits();
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page()));
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Read()));
        rig.Store.ReleaseCommits();
        await rig.FlushAsync();
        Assert.Equal(2, rig.Kinds.Count(kind => kind == EntryKind.Intent));
        Assert.Equal(2, rig.Kinds.Count(kind => kind == EntryKind.Outcome));
    }

    [Fact]
    public async Task Step_5_a_pure_effect_is_not_recorded()
    {
        await using var rig = await Rig.StartAsync();
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Time()));
        await rig.FlushAsync();
        Assert.Equal([EntryKind.Started], rig.Kinds);
    }

    [Fact]
    [Trait("Invariant", "G4")]
    public async Task Step_6_the_pass_is_for_this_effect_once()
    {
        await using var rig = await Rig.StartAsync();
        await rig.RunAsync(SomeEffect.Write());
        Assert.Throws<GatePassException>(() => rig.Writes.LastPass!.Redeem(SomeEffect.Write()));
        Assert.Equal(rig.Writes.LastPass!.Effect, rig.Writes.Done.Single());
    }

    [Fact]
    [Trait("Invariant", "G4")]
    public async Task Step_6_a_driver_that_uses_a_pass_for_other_bytes_fails()
    {
        await using var rig = await Rig.StartAsync();
        rig.Reads.Does = async (_, pass, text, ct) => await rig.Writes.ExecuteAsync(SomeEffect.Write(), pass, text, ct);
        var failed = Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Read()));
        Assert.Equal(FailureReason.Internal, failed.Reason);
        Assert.Empty(rig.Writes.Done);
    }

    [Fact]
    [Trait("Invariant", "G7")]
    public async Task Step_7_a_secret_in_the_result_blocks_it()
    {
        await using var rig = await Rig.StartAsync();
        rig.Reads.Does = (_, _, _, _) => Task.FromResult(new EffectOutput($"key {Sample.AwsKey()}"));
        var failed = Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Read()));
        Assert.Equal(FailureReason.SecretInAnswer, failed.Reason);
        Assert.DoesNotContain(Sample.AwsKey(), failed.Message + failed.Partial, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Invariant", "G8")]
    public async Task Step_7_what_nobody_vouches_for_taints_the_context()
    {
        await using var rig = await Rig.StartAsync();
        var context = Contexts.Clean;
        var done = Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page(), context));
        Assert.Equal(Label.Unknown, done.Label);
        Assert.True(context.Label.IsUntrusted);
        Assert.Equal("tool https://news.example/today", context.Taint?.Source);
        // And so the next page is asked for.
        Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Page("https://evil.example/?q=secret"), context));
    }

    [Fact]
    public async Task Step_8_an_outcome_is_recorded_for_success_failure_and_breakage()
    {
        await using var rig = await Rig.StartAsync();
        await rig.RunAsync(SomeEffect.Write());
        rig.Writes.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.NotFound, "no such document");
        await rig.RunAsync(SomeEffect.Write());
        rig.Writes.Does = (_, _, _, _) => throw new InvalidOperationException("bug");
        await rig.RunAsync(SomeEffect.Write());
        Assert.Equal(
            ["done", "failed: NotFound", "failed: Internal"],
            rig.Store.All().Where(entry => entry.What.Kind == EntryKind.Outcome).Select(entry => entry.What.Line)
        );
        Assert.Empty(rig.Store.Load().Open);
    }

    [Fact]
    public async Task Step_8_an_outcome_is_recorded_also_when_nobody_waits_any_more()
    {
        await using var rig = await Rig.StartAsync();
        using var gone = new CancellationTokenSource();
        rig.Writes.Does = async (_, _, _, ct) =>
        {
            await gone.CancelAsync();
            ct.ThrowIfCancellationRequested();
            return new EffectOutput("unreachable");
        };
        var failed = Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Write(), ct: gone.Token));
        Assert.Equal(FailureReason.Cancelled, failed.Reason);
        Assert.Equal("failed: Cancelled", rig.Store.All().Last().What.Line);
        Assert.Empty(rig.Store.Load().Open);
    }
}
