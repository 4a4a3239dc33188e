using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Leaks;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Gate;

public sealed class LedgerTests
{
    public static TheoryData<string, Func<LedgerEntry, LedgerEntry>> Changes =>
        new()
        {
            { "time", entry => entry with { Time = entry.Time.AddMilliseconds(1) } },
            { "kind", entry => entry with { What = entry.What with { Kind = EntryKind.Granted } } },
            { "line", entry => entry with { What = entry.What with { Line = entry.What.Line + " " } } },
            { "effect", entry => entry with { What = entry.What with { Effect = new EffectId("other") } } },
            { "effect kind", entry => entry with { What = entry.What with { EffectKind = EffectKind.Compute } } },
            { "digest", entry => entry with { What = entry.What with { Digest = Digest.Of([1]) } } },
            { "thread", entry => entry with { What = entry.What with { Thread = new ThreadId("other") } } },
            { "turn", entry => entry with { What = entry.What with { Turn = new TurnId("other") } } },
            { "approval", entry => entry with { What = entry.What with { Approval = 77 } } },
            { "size", entry => entry with { What = entry.What with { Size = 77 } } },
            { "previous", entry => entry with { Previous = new string('1', 64) } },
            { "hash", entry => entry with { Hash = new string('1', 64) } },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_changed_member_of_any_entry_is_located(string member, Func<LedgerEntry, LedgerEntry> change)
    {
        var chain = Chain(6);
        for (var at = 0; at < chain.Count; at++)
        {
            var report = Verify([.. chain.Take(at), change(chain[at]), .. chain.Skip(at + 1)]);
            Assert.True(report.Problems.Count > 0, $"{member} of entry {at + 1}");
            Assert.Equal((at + 1L, "altered"), (report.Problems[0].Seq, report.Problems[0].Problem));
        }
    }

    [Fact]
    public void A_whole_chain_has_no_problem_and_its_head_fits()
    {
        var chain = Chain(6);
        var report = Verify(chain, new LedgerHead(6, chain[^1].Hash));
        Assert.True(report.Ok);
        Assert.Equal((6, new LedgerHead(6, chain[^1].Hash)), (report.Entries, report.Head));
        Assert.True(Verify(chain, new LedgerHead(3, chain[2].Hash)).Ok);
        Assert.True(Verify(chain, LedgerHead.Empty).Ok);
        Assert.True(Verify([]).Ok);
    }

    [Fact]
    public void Every_member_of_an_entry_is_tried() => Assert.Equal(typeof(EntryDraft).GetProperties().Length + 3, Changes.Count);

    [Fact]
    public void A_dropped_end_shows_against_a_kept_head()
    {
        var chain = Chain(6);
        var kept = new LedgerHead(6, chain[^1].Hash);
        Assert.True(Verify([.. chain.Take(4)]).Ok);
        Assert.Equal((5L, "truncated"), Only(Verify([.. chain.Take(4)], kept)));
        Assert.Equal((1L, "truncated"), Only(Verify([], kept)));
    }

    [Fact]
    public void A_rewritten_chain_shows_against_a_kept_head()
    {
        var chain = Chain(6);
        Assert.Equal((4L, "forked"), Only(Verify(Chain(6, "another story"), new LedgerHead(4, chain[3].Hash))));
    }

    [Fact]
    public void A_gap_a_dropped_beginning_and_a_duplicate_are_located()
    {
        var chain = Chain(6);
        Assert.Equal((3L, "missing"), Only(Verify([.. chain.Take(2), .. chain.Skip(3)])));
        Assert.Equal((1L, "missing"), Only(Verify([.. chain.Skip(1)])));
        Assert.Contains(Verify([.. chain.Take(3), .. chain.Skip(2)]).Problems, problem => (problem.Seq, problem.Problem) == (3L, "forked"));
    }

    [Fact]
    public void A_reordering_is_located()
    {
        var chain = Chain(4);
        var problems = Verify([chain[0], chain[2], chain[1], chain[3]]).Problems;
        Assert.Contains(problems, problem => (problem.Seq, problem.Problem) == (2L, "reordered"));
    }

    [Fact]
    public void Only_the_first_hundred_problems_are_told() =>
        Assert.Equal(
            LedgerVerifier.MaxProblems,
            Verify([.. Chain(300).Select(entry => entry with { Hash = new string('2', 64) })]).Problems.Count
        );

    [Fact]
    public async Task A_changed_body_is_located()
    {
        await using var rig = await Rig.StartAsync();
        var done = Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Write()));
        var entries = rig.Store.All().ToList();
        Assert.True(LedgerVerifier.Verify(entries, null, rig.Store.Bodies()).Ok);
        var report = LedgerVerifier.Verify(entries, null, [(done.Effect, EffectCodec.Encode(SomeEffect.Write("other")))]);
        Assert.Equal((2L, "body_altered"), Only(report));
    }

    [Fact]
    public void Time_is_hashed_in_the_milliseconds_that_are_stored()
    {
        var time = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        var entry = LedgerChain.Link(LedgerHead.Empty, new EntryDraft(EntryKind.Started, "x"), time.AddTicks(1234));
        Assert.Equal(time, entry.Time);
        Assert.Equal(entry.Hash, LedgerChain.Hash(entry.Seq, entry.Time, entry.What, entry.Previous));
    }

    [Fact]
    public async Task A_secret_in_a_line_is_not_recorded()
    {
        await using var rig = await Rig.StartAsync();
        await rig.Services.Ledger.AppendDurablyAsync(new EntryDraft(EntryKind.Started, $"with {Sample.AwsKey()}"));
        Assert.Equal("with [REDACTED]", rig.Store.All().Last().What.Line);
    }

    [Fact]
    public async Task Entries_of_many_threads_are_one_chain()
    {
        await using var rig = await Rig.StartAsync();
        Parallel.For(0, 500, number => rig.Services.Ledger.Append(new EntryDraft(EntryKind.Denied, $"{number}")));
        await rig.FlushAsync();
        var report = rig.Services.Ledger.Verify(rig.Services.Ledger.Head);
        Assert.True(report.Ok);
        Assert.Equal(501, report.Entries);
    }

    [Fact]
    [Trait("Invariant", "G13")]
    public async Task When_the_disk_fails_everything_is_refused_from_then_on()
    {
        await using var rig = await Rig.StartAsync();
        var number = await rig.AskAsync(SomeEffect.Post());
        rig.Store.FailCommits();
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => rig.RunAsync(SomeEffect.Write()));
        foreach (
            Effect effect in (Effect[])
                [SomeEffect.Write(), SomeEffect.Page(), SomeEffect.Read(), SomeEffect.Post(), SomeEffect.Model(), SomeEffect.Time()]
        )
        {
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => rig.RunAsync(effect));
        }

        await Assert.ThrowsAsync<LedgerUnavailableException>(() => rig.ApproveAsync(number));
        Assert.Empty(rig.Writes.Done);
        Assert.Empty(rig.Pages.Done);
        Assert.Empty(rig.Reads.Done);
        Assert.Empty(rig.Models.Done);
        Assert.Empty(rig.Functions.Done);
        Assert.Empty(rig.Requests.Done);
    }

    [Fact]
    public async Task A_head_that_is_handed_out_is_still_there_after_a_crash()
    {
        await using var rig = await Rig.StartAsync();
        rig.Store.HoldCommits();
        rig.Services.Ledger.Append(new EntryDraft(EntryKind.Denied, "not waited for"));
        var head = rig.Services.Ledger.HeadOnDiskAsync();
        await rig.Store.Held;
        Assert.False(head.IsCompleted);
        rig.Store.ReleaseCommits();
        var kept = await head;
        Assert.True(LedgerVerifier.Verify(rig.Store.Crash().All(), kept, []).Ok);

        rig.Store.FailCommits();
        rig.Services.Ledger.Append(new EntryDraft(EntryKind.Denied, "never there"));
        await Assert.ThrowsAsync<LedgerUnavailableException>(rig.Services.Ledger.HeadOnDiskAsync);
        Assert.Contains("Free disk space", rig.Services.Ledger.Problem, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Invariant", "G13")]
    public async Task A_failed_disk_leaves_a_chain_that_verifies()
    {
        await using var rig = await Rig.StartAsync();
        await rig.RunAsync(SomeEffect.Write());
        rig.Store.FailCommits();
        await Record.ExceptionAsync(() => rig.RunAsync(SomeEffect.Write()));
        await using var again = await Rig.StartAsync(rig.Store.Crash());
        Assert.True(again.Services.VerifyAtStart().Ok);
        Assert.True(again.Services.VerifiedAtStart);
        Assert.IsType<GateResult.Done>(await again.RunAsync(SomeEffect.Write()));
    }

    [Fact]
    public void Every_kind_of_entry_has_a_wire_name_that_reads_back() =>
        Assert.All(Enum.GetValues<EntryKind>(), kind => Assert.Equal(kind, EntryKindNames.Parse(kind.Wire())));

    private static (long, string) Only(LedgerReport report)
    {
        var problem = Assert.Single(report.Problems);
        return (problem.Seq, problem.Problem);
    }

    private static LedgerReport Verify(IReadOnlyList<LedgerEntry> entries, LedgerHead? kept = null) =>
        LedgerVerifier.Verify(entries, kept, []);

    private static List<LedgerEntry> Chain(int length, string story = "story")
    {
        var entries = new List<LedgerEntry>();
        var head = LedgerHead.Empty;
        for (var number = 1; number <= length; number++)
        {
            var draft = new EntryDraft(
                EntryKind.Outcome,
                $"{story} {number}",
                new EffectId($"e{number}"),
                EffectKind.WriteMemory,
                Digest.Of([(byte)number, 0]),
                new ThreadId("t"),
                new TurnId("u"),
                number,
                number
            );
            entries.Add(LedgerChain.Link(head, draft, DateTimeOffset.UnixEpoch.AddSeconds(number)));
            head = new LedgerHead(number, entries[^1].Hash);
        }

        return entries;
    }
}
