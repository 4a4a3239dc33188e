using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Guard.Tests.Gate;

[Trait("Invariant", "G6")]
public sealed class ApprovalTests
{
    [Fact]
    [Trait("Row", "I-183")]
    public async Task What_is_approved_runs_from_its_stored_bytes_and_is_handed_over()
    {
        await using var rig = await Rig.StartAsync();
        rig.Requests.Does = (request, _, _, _) => Task.FromResult(new EffectOutput($"sent {request.Body.Length} bytes"));
        var number = await rig.AskAsync(SomeEffect.Post());
        Assert.Empty(rig.Requests.Done);
        Assert.Equal(ApprovalAnswer.Accepted, await rig.ApproveAsync(number));
        var settled = await rig.Inbox.Of(number);
        Assert.Equal((SettledAs.Done, "sent 7 bytes"), (settled.How, settled.Text));
        Assert.True(settled.Label.IsUntrusted);
        Assert.Single(rig.Requests.Done);
        Assert.Equal(settled.Approval.Effect, rig.Requests.Done.Single());
    }

    [Fact]
    public async Task Of_two_racing_approvals_one_is_accepted_and_the_effect_runs_once()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var rig = await Rig.StartAsync();
            var number = await rig.AskAsync(SomeEffect.Post());
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rig.ApproveAsync(number))));
            await rig.Inbox.Of(number);
            Assert.Single(answers, ApprovalAnswer.Accepted);
            Assert.Equal(7, answers.Count(answer => answer == ApprovalAnswer.AlreadyAnswered));
            Assert.Single(rig.Requests.Done);
        }
    }

    [Fact]
    public async Task An_approval_that_is_used_up_runs_nothing_more()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post());
        var approved = rig.Services.Approvals.Find(number)! with { State = ApprovalState.Approved };
        await rig.ApproveAsync(number);
        await rig.Inbox.Of(number);
        await Assert.ThrowsAnyAsync<Exception>(() => rig.Gate.RunApprovedAsync(approved, CancellationToken.None));
        Assert.Single(rig.Requests.Done);
    }

    [Fact]
    public async Task An_approval_that_is_taken_up_twice_runs_once()
    {
        await using var rig = Rig.Build();
        var numbers = new List<int>();
        for (var count = 0; count < 40; count++)
        {
            numbers.Add(await rig.AskAsync(SomeEffect.Post(body: $"{count}")));
            await rig.ApproveAsync(numbers[^1]);
            rig.Services.Approvals.Wake(numbers[^1]);
        }

        // Answered before the start: the start finds them again.
        await rig.Services.StartAsync("tests", CancellationToken.None);
        await Task.WhenAll(numbers.Select(rig.Inbox.Of));
        Assert.Equal(40, rig.Requests.Done.Count);
        Assert.Equal(40, rig.Requests.Done.Distinct().Count());
    }

    [Fact]
    public async Task A_refusal_gives_the_reason_to_the_asker_and_runs_nothing()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post());
        Assert.Equal(ApprovalAnswer.Accepted, await rig.Services.Approvals.RefuseAsync(number, "too early", CancellationToken.None));
        var settled = await rig.Inbox.Of(number);
        Assert.Equal((SettledAs.RefusedByOwner, "The owner refused: too early"), (settled.How, settled.Text));
        Assert.Equal(ApprovalAnswer.AlreadyAnswered, await rig.ApproveAsync(number));
        Assert.Empty(rig.Requests.Done);
        Assert.Contains(EntryKind.RefusedByOwner, rig.Kinds);
    }

    [Fact]
    public async Task A_question_that_nobody_answers_expires()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post());
        rig.Clock.Advance(TimeSpan.FromHours(24));
        Assert.NotEqual(ApprovalAnswer.Accepted, await rig.ApproveAsync(number));
        Assert.Equal(SettledAs.Expired, (await rig.Inbox.Of(number)).How);
        Assert.Empty(rig.Requests.Done);
    }

    [Fact]
    public async Task The_moment_of_expiry_is_too_late_and_the_one_before_is_not()
    {
        await using var rig = Rig.Build();
        var (one, two) = (await rig.AskAsync(SomeEffect.Post()), await rig.AskAsync(SomeEffect.Get()));
        rig.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.Equal(ApprovalAnswer.Accepted, await rig.ApproveAsync(one));
        rig.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(ApprovalAnswer.Expired, await rig.ApproveAsync(two));
    }

    [Fact]
    public async Task Always_writes_a_grant_that_the_next_request_uses()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number, always: true);
        await rig.Inbox.Of(number);
        Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Post("https://api.example/v1/things?page=2")));
        Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Post("https://api.example/v1/other")));
        Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Get()));
        var grant = rig.Store.Load().Grants.Single();
        await rig.Services.Grants.RevokeAsync(grant.Id, CancellationToken.None);
        Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Post()));
        Assert.Empty(rig.Store.Load().Grants);
    }

    [Fact]
    public async Task Always_is_not_offered_where_it_is_not_grantable()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Page(), Contexts.Tainted);
        Assert.Equal(ApprovalAnswer.NotGrantable, await rig.ApproveAsync(number, always: true));
        Assert.Equal(ApprovalState.Pending, rig.Services.Approvals.Find(number)?.State);
        Assert.Empty(rig.Services.Grants.Active);
    }

    [Fact]
    public async Task Always_is_not_offered_for_a_request_that_the_card_does_not_show_whole()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post(body: new string('x', EffectPreview.MaxShown + 1)));
        Assert.Equal(ApprovalAnswer.NotGrantable, await rig.ApproveAsync(number, always: true));
        Assert.Empty(rig.Services.Grants.Active);
        Assert.Equal(ApprovalAnswer.Accepted, await rig.ApproveAsync(number));
    }

    [Fact]
    public async Task Revoking_says_whether_there_was_such_a_grant()
    {
        await using var rig = await Rig.StartAsync();
        await rig.ApproveAsync(await rig.AskAsync(SomeEffect.Post()), always: true);
        var id = rig.Services.Grants.Active.Single().Id;
        Assert.True(await rig.Services.Grants.RevokeAsync(id, CancellationToken.None));
        Assert.False(await rig.Services.Grants.RevokeAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task An_owner_who_hangs_up_while_saying_always_has_still_said_yes()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post());
        using var hangUp = new CancellationTokenSource();
        rig.Store.HoldCommits();
        var approving = rig.Services.Approvals.ApproveAsync(number, always: true, hangUp.Token);
        await rig.Store.Held;
        await hangUp.CancelAsync();
        rig.Store.ReleaseCommits();
        await Record.ExceptionAsync(() => approving);
        Assert.Equal(SettledAs.Done, (await rig.Inbox.Of(number)).How);
    }

    [Fact]
    public async Task More_questions_than_a_person_can_judge_are_denied()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { MaxPendingApprovals = 2 });
        var first = await rig.AskAsync(SomeEffect.Post(body: "1"));
        await rig.AskAsync(SomeEffect.Post(body: "2"));
        Assert.Equal(new GateResult.Denied(DenyReason.TooManyQuestions), await rig.RunAsync(SomeEffect.Post(body: "3")));
        await rig.Services.Approvals.RefuseAsync(first, null, CancellationToken.None);
        Assert.Equal(3, await rig.AskAsync(SomeEffect.Post(body: "3")));
    }

    [Fact]
    public async Task One_thread_does_not_use_up_the_questions_of_the_others()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { MaxPendingOfThread = 1 });
        var other = new EffectContext(new("33333333333333333333333333333333"), Contexts.Turn, Caller.Assistant, attended: true, []);
        await rig.AskAsync(SomeEffect.Post(body: "1"));
        Assert.Equal(new GateResult.Denied(DenyReason.TooManyQuestions), await rig.RunAsync(SomeEffect.Post(body: "2")));
        Assert.IsType<GateResult.Pending>(await rig.RunAsync(SomeEffect.Post(body: "3"), other));
    }

    [Fact]
    public async Task An_approval_that_does_not_exist_is_unknown()
    {
        await using var rig = await Rig.StartAsync();
        Assert.Equal(ApprovalAnswer.Unknown, await rig.ApproveAsync(1));
        Assert.Equal(ApprovalAnswer.Unknown, await rig.ApproveAsync(0));
        Assert.Equal(ApprovalAnswer.Unknown, await rig.Services.Approvals.RefuseAsync(-1, null, CancellationToken.None));
    }

    [Fact]
    public async Task Bytes_that_were_changed_on_the_disk_do_not_run()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AskAsync(SomeEffect.Post(body: "pay 1"));
        var store = rig.Store.Tampered(approval => approval with { Bytes = EffectCodec.Encode(SomeEffect.Post(body: "pay 9")) });
        await using var again = await Rig.StartAsync(store);
        await again.ApproveAsync(1);
        Assert.Equal(SettledAs.DeniedByPolicy, (await again.Inbox.Of(1)).How);
        Assert.Empty(again.Requests.Done);
    }

    [Fact]
    public async Task Bytes_of_another_version_do_not_run_and_the_asker_is_told()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AskAsync(SomeEffect.Post());
        var store = rig.Store.Tampered(approval => approval with { Bytes = """{"v":2}"""u8.ToArray(), State = ApprovalState.Approved });
        await using var again = await Rig.StartAsync(store);
        Assert.Equal(SettledAs.DeniedByPolicy, (await again.Inbox.Of(1)).How);
    }

    [Fact]
    public async Task An_approved_effect_that_no_longer_fits_the_budget_is_told_and_not_done()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { RequestsPerDay = 0 });
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number);
        Assert.Equal(SettledAs.BudgetExhausted, (await rig.Inbox.Of(number)).How);
        Assert.Empty(rig.Requests.Done);
    }

    [Fact]
    [Trait("Invariant", "G12")]
    public async Task An_approved_effect_meets_the_stop_again()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.Services.Stop.StopAsync(new StopScope(Contexts.Thread), "wait", CancellationToken.None);
        await rig.ApproveAsync(number);
        Assert.Equal(SettledAs.Stopped, (await rig.Inbox.Of(number)).How);
        Assert.Empty(rig.Requests.Done);
    }

    [Fact]
    public async Task An_approved_effect_that_fails_is_handed_over_as_failed()
    {
        await using var rig = await Rig.StartAsync();
        rig.Requests.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.Upstream, "503");
        var number = await rig.AskAsync(SomeEffect.Post());
        await rig.ApproveAsync(number);
        var settled = await rig.Inbox.Of(number);
        Assert.Equal((SettledAs.Failed, "503"), (settled.How, settled.Text));
    }

    [Fact]
    public async Task The_disk_hears_of_the_question_before_the_answer()
    {
        await using var rig = await Rig.StartAsync(options: new GateOptions { MaxPendingApprovals = 1000, MaxPendingOfThread = 1000 });
        var asking = Task.Run(async () =>
        {
            for (var count = 0; count < 300; count++)
            {
                await rig.AskAsync(SomeEffect.Post(body: $"{count}"));
            }
        });
        for (var number = 1; number <= 300; )
        {
            // As a page does that polls: as soon as a card can be seen it can be answered.
            number += await rig.ApproveAsync(number) == ApprovalAnswer.Accepted ? 1 : 0;
        }

        await asking;
        await Task.WhenAll(Enumerable.Range(1, 300).Select(rig.Inbox.Of));
        foreach (var entries in rig.Store.All().Where(entry => entry.What.Approval is not null).GroupBy(entry => entry.What.Approval))
        {
            Assert.Equal(
                [EntryKind.Asked, EntryKind.Approved, EntryKind.Intent, EntryKind.Outcome],
                entries.Select(entry => entry.What.Kind)
            );
        }
    }

    [Theory]
    [InlineData("A1", 1)]
    [InlineData("A12", 12)]
    [InlineData("A0", null)]
    [InlineData("A01", null)]
    [InlineData("a1", null)]
    [InlineData("A", null)]
    [InlineData("A1 ", null)]
    [InlineData("A9999999999", null)]
    [InlineData(null, null)]
    public void A_name_reads_back(string? name, int? number) => Assert.Equal(number, ApprovalRecord.ParseName(name));
}
