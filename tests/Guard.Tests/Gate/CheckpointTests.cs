using Gatehouse.Gate.Ledger;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Gate;

[Trait("Invariant", "G15")]
public sealed class CheckpointTests
{
    private static readonly LedgerKey Other = LedgerKey.Create();

    public static TheoryData<string, Func<Checkpoint, Checkpoint>, string> Changes =>
        new()
        {
            {
                "a bit of the signature",
                one => one with { Signature = [(byte)(one.Signature[0] ^ 1), .. one.Signature[1..]] },
                "signature"
            },
            { "half a signature", one => one with { Signature = one.Signature[..32] }, "signature" },
            { "no signature", one => one with { Signature = [] }, "signature" },
            { "the time", one => one with { Time = one.Time.AddMilliseconds(1) }, "signature" },
            { "the hash", one => one with { Head = one.Head with { Hash = new string('1', 64) } }, "another entry" },
            { "moved to the entry before", one => one with { Head = one.Head with { Seq = one.Head.Seq - 1 } }, "another entry" },
            { "moved past the end", one => one with { Head = one.Head with { Seq = one.Head.Seq + 1000 } }, "the ledger ends" },
            { "moved before the beginning", one => one with { Head = one.Head with { Seq = 0 } }, "does not have" },
            { "signed by another key", one => Other.Sign(one.Head, one.Time), "signed by the key" },
            { "another key beside the signature", one => one with { Key = Other.Public }, "signature" },
            { "a key that is none", one => one with { Key = new LedgerPublicKey(new byte[LedgerPublicKey.Size]) }, "signature" },
            { "a key that is no point", one => one with { Key = NoPoint(one.Key) }, "signature" },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_checkpoint_that_does_not_fit_is_a_finding_and_the_chain_is_none(
        string what,
        Func<Checkpoint, Checkpoint> change,
        string told
    )
    {
        var store = await GrownAsync();
        var tampered = store.WithCheckpoints(all => all.Select((one, at) => at == 1 ? change(one) : one));
        var problem = Assert.Single(Verify(tampered).Problems);
        Assert.True(problem.Detail.Contains(told, StringComparison.Ordinal), $"{what}: {problem.Detail}");
        Assert.True(LedgerVerifier.Verify(tampered.All(), null, []).Ok);
    }

    [Fact]
    public async Task Every_64_entries_and_at_an_orderly_stop_the_head_is_signed()
    {
        var store = await GrownAsync();
        Assert.Equal([1L, 65, 129, 150], store.Checkpoints().Reverse().Select(checkpoint => checkpoint.Head.Seq));
        Assert.All(store.Checkpoints(), checkpoint => Assert.True(checkpoint.IsSigned));
        var report = Verify(store);
        Assert.True(report.Ok);
        Assert.Equal((4, 150L), (report.Signing.Good, report.Signing.Last!.Head.Seq));
        Assert.Equal([new KeySpan(1, Rig.Key.Public.Fingerprint)], report.Signing.Keys);
    }

    [Fact]
    public async Task A_stop_without_a_new_entry_signs_nothing_twice()
    {
        var store = await GrownAsync(entries: 0);
        Assert.Equal([1L], store.Checkpoints().Select(checkpoint => checkpoint.Head.Seq));
    }

    [Fact]
    public async Task A_cut_off_end_shows_by_the_checkpoints_that_are_left()
    {
        var store = (await GrownAsync()).WithEntries(entries => entries.Take(100));
        Assert.Equal([(101L, "truncated"), (101L, "truncated")], Verify(store).Problems.Select(problem => (problem.Seq, problem.Problem)));
    }

    [Fact]
    public async Task Checkpoints_that_are_gone_are_missed_and_the_chain_stays_whole()
    {
        var store = (await GrownAsync()).WithCheckpoints(_ => []);
        var problem = Assert.Single(Verify(store).Problems);
        Assert.Equal((1L, "checkpoint"), (problem.Seq, problem.Problem));
        await using var again = await Rig.StartAsync(store);
        await again.FlushAsync();
        Assert.Equal([151L], again.Store.Checkpoints().Select(checkpoint => checkpoint.Head.Seq));
    }

    [Fact]
    public async Task An_end_that_was_written_anew_shows_by_the_checkpoints_it_lacks()
    {
        var store = await GrownAsync();
        // Somebody without the key: the chain is whole, and the checkpoints that would not fit are gone.
        var anew = store.WithEntries(all => Relinked(all, 70)).WithCheckpoints(all => all.Where(one => one.Head.Seq < 70));
        Assert.True(LedgerVerifier.Verify(anew.All(), null, anew.Bodies()).Ok);
        var problem = Assert.Single(Verify(anew).Problems);
        Assert.Equal((65L, "checkpoint"), (problem.Seq, problem.Problem));
        await using var rig = await Rig.StartAsync(anew);
        Assert.False(rig.Services.VerifiedAtStart);
    }

    [Fact]
    public async Task A_stretch_without_checkpoints_in_the_middle_shows()
    {
        var store = await GrownAsync(entries: 600);
        Assert.True(Verify(store).Ok);
        var bare = store.WithCheckpoints(all => all.Where(one => one.Head.Seq is < 100 or > 500));
        var problem = Assert.Single(Verify(bare).Problems);
        Assert.Equal((65L, "checkpoint"), (problem.Seq, problem.Problem));
    }

    [Fact]
    public async Task A_key_that_was_there_without_a_checkpoint_is_recorded()
    {
        var old = (await GrownAsync()).WithCheckpoints(_ => []).WithEntries(all => all.Take(5));
        using var read = LedgerKey.FromPem(Rig.Key.ToPem());
        await using (var rig = await Rig.StartAsync(old, key: read))
        {
            await rig.FlushAsync();
            var told = Assert.Single(rig.Store.All(), entry => entry.What.Kind == EntryKind.Rekeyed);
            Assert.Contains("none of the checkpoints of the 5 entries before is left", told.What.Line, StringComparison.Ordinal);
        }

        // One that is made with this start has signed nothing yet: a ledger from before there were checkpoints.
        await using var fresh = await Rig.StartAsync((await GrownAsync()).WithCheckpoints(_ => []), key: LedgerKey.Create());
        Assert.DoesNotContain(EntryKind.Rekeyed, fresh.Kinds);
    }

    [Fact]
    public async Task Another_key_is_recorded_and_signs_from_there_on()
    {
        var store = await GrownAsync();
        await using (var rig = await Rig.StartAsync(store, key: Other))
        {
            Assert.Null(rig.Services.VerifiedAtStart);
            Assert.True(rig.Services.VerifyAtStart().Ok);
            Assert.Equal([EntryKind.Started, EntryKind.Rekeyed], rig.Store.From(151).Select(entry => entry.What.Kind));
        }

        var report = Verify(store);
        Assert.True(report.Ok);
        Assert.Equal([new KeySpan(1, Rig.Key.Public.Fingerprint), new KeySpan(151, Other.Public.Fingerprint)], report.Signing.Keys);
        Assert.Equal(Other.Public, report.Signing.Last!.Key);
    }

    [Fact]
    public async Task A_start_looks_from_the_last_good_checkpoint_on()
    {
        var store = await GrownAsync();
        await using (var rig = await Rig.StartAsync(store.Crash()))
        {
            Assert.True(rig.Services.VerifiedAtStart);
        }

        // The last checkpoint but one is at 129, and somebody who has no key took the newest away and changed what follows.
        var late = store.WithCheckpoints(all => all.SkipLast(1)).WithEntries(all => all.Select(entry => Changed(entry, 140)));
        await using (var rig = await Rig.StartAsync(late))
        {
            Assert.False(rig.Services.VerifiedAtStart);
        }

        // What is before is left to the whole verification, which finds it.
        var early = store.WithEntries(all => all.Select(entry => Changed(entry, 20)));
        await using (var rig = await Rig.StartAsync(early))
        {
            Assert.True(rig.Services.VerifiedAtStart);
            Assert.Equal(20, Assert.Single(rig.Services.VerifyAtStart().Problems).Seq);
            Assert.False(rig.Services.VerifiedAtStart);
        }
    }

    [Fact]
    public async Task A_last_checkpoint_that_does_not_fit_shows_at_start()
    {
        var store = await GrownAsync();
        var tampered = store.WithCheckpoints(all => all.Select(one => one.Head.Seq == 150 ? one with { Signature = new byte[64] } : one));
        await using var rig = await Rig.StartAsync(tampered);
        Assert.False(rig.Services.VerifiedAtStart);
    }

    [Fact]
    public async Task Jumps_of_the_clock_break_no_checkpoint()
    {
        var clock = new FakeClock();
        var store = await GrownAsync(clock: clock);
        foreach (var years in new[] { -3, 11 })
        {
            await using var rig = await Rig.StartAsync(store, clock: new FakeClock(clock.GetUtcNow().AddYears(years)));
            Assert.True(rig.Services.VerifiedAtStart);
            await AppendAsync(rig, 70);
        }

        var report = Verify(store);
        Assert.True(report.Ok);
        Assert.Equal(292, report.Signing.Last!.Head.Seq);
    }

    [Fact]
    public async Task An_exported_head_is_on_the_disk_and_signed()
    {
        await using var rig = await Rig.StartAsync();
        await AppendAsync(rig, 3);
        var head = await rig.Services.Ledger.ExportHeadAsync();
        Assert.True(head.IsSigned);
        Assert.Equal((4L, rig.Store.All().Last().Hash), (head.Head.Seq, head.Head.Hash));
        Assert.True(LedgerVerifier.Verify(rig.Store.All(), head.Head, []).Ok);
        Assert.Equal("truncated", Assert.Single(LedgerVerifier.Verify(rig.Store.All().Take(3), head.Head, []).Problems).Problem);
    }

    [Fact]
    public async Task Without_a_disk_no_head_is_exported()
    {
        await using var rig = await Rig.StartAsync();
        rig.Store.FailCommits();
        await Record.ExceptionAsync(() => rig.RunAsync(SomeEffect.Write()));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => rig.Services.Ledger.ExportHeadAsync());
    }

    [Fact]
    public void A_key_reads_back_from_its_file_and_nothing_else_is_one()
    {
        using var read = LedgerKey.FromPem(Other.ToPem());
        Assert.Equal(Other.Public, read!.Public);
        using var curve = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        foreach (
            var (text, why) in new[]
            {
                ("", "empty"),
                ("no key", "no PEM"),
                (Other.ToPem()[..80], "cut off"),
                (curve.ExportPkcs8PrivateKeyPem(), "another curve"),
                (rsa.ExportPkcs8PrivateKeyPem(), "another kind"),
                (curve.ExportSubjectPublicKeyInfoPem(), "the public half"),
                (curve.ExportECPrivateKeyPem(), "another form"),
            }
        )
        {
            using var key = LedgerKey.FromPem(text);
            Assert.True(key is null, why);
        }
    }

    private static LedgerPublicKey NoPoint(LedgerPublicKey key)
    {
        var info = key.Info.ToArray();
        info.AsSpan(27).Fill(0xFF);
        return new LedgerPublicKey(info);
    }

    private static LedgerEntry Changed(LedgerEntry entry, long seq) =>
        entry.Seq == seq ? entry with { What = entry.What with { Line = "another story" } } : entry;

    private static IEnumerable<LedgerEntry> Relinked(IEnumerable<LedgerEntry> entries, long from)
    {
        var head = LedgerHead.Empty;
        foreach (var entry in entries)
        {
            var linked = entry.Seq < from ? entry : LedgerChain.Link(head, entry.What with { Line = "another story" }, entry.Time);
            head = new LedgerHead(linked.Seq, linked.Hash);
            yield return linked;
        }
    }

    private static LedgerReport Verify(InMemoryLedgerStore store) =>
        LedgerVerifier.Verify(store.All(), null, store.Bodies(), checkpoints: store.Checkpoints());

    // Each entry in a commit of its own, so that the numbers are the same in every run.
    private static async Task AppendAsync(Rig rig, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            await rig.Services.Ledger.AppendDurablyAsync(new EntryDraft(EntryKind.Denied, $"line {i}"));
        }
    }

    private static async Task<InMemoryLedgerStore> GrownAsync(int entries = 149, FakeClock? clock = null)
    {
        await using var rig = await Rig.StartAsync(clock: clock);
        await AppendAsync(rig, entries);
        await rig.DisposeAsync();
        return rig.Store;
    }
}
