using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Guard.Tests.Leaks;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Gate;

[Trait("Invariant", "G7")]
public sealed class ScanningTests
{
    [Fact]
    public async Task A_likely_secret_is_redacted_in_text_and_detail()
    {
        await using var rig = await Rig.StartAsync();
        rig.Reads.Does = (_, _, _, _) => Task.FromResult(new EffectOutput($"a {Sample.Bearer()} b", Detail: $"\"{Sample.Bearer()}\""));
        var done = Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Read()));
        Assert.Equal("a [REDACTED] b", done.Text);
        Assert.Equal("\"[REDACTED]\"", done.Detail);
    }

    [Fact]
    public async Task A_secret_in_the_detail_blocks_the_whole_result()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = (_, _, _, _) => Task.FromResult(new EffectOutput("fine", Detail: $"[\"{Sample.OpenAiKey()}\"]"));
        Assert.Equal(FailureReason.SecretInAnswer, Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Model())).Reason);
    }

    [Fact]
    public async Task A_secret_behind_escapes_in_the_detail_blocks_the_whole_result()
    {
        await using var rig = await Rig.StartAsync();
        var hidden = "\\u00" + ((int)Sample.OpenAiKey()[0]).ToString("x2") + Sample.OpenAiKey()[1..];
        rig.Models.Does = (_, _, _, _) =>
            Task.FromResult(new EffectOutput("fine", Detail: $$"""[{"arguments":"{\"a\":\"{{hidden}}\"}"}]"""));
        Assert.Equal(FailureReason.SecretInAnswer, Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Model())).Reason);
    }

    [Fact]
    public async Task A_detail_that_nobody_can_read_is_left_to_who_reads_it()
    {
        await using var rig = await Rig.StartAsync();
        const string Odd = """{"x":"\ud800","deep":[[[[{"y":1}]]]]} and more""";
        rig.Models.Does = (_, _, _, _) => Task.FromResult(new EffectOutput("fine", Detail: Odd));
        Assert.Equal(Odd, Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Model())).Detail);
    }

    [Fact]
    public async Task A_suspicious_text_goes_on_unchanged()
    {
        await using var rig = await Rig.StartAsync();
        rig.Reads.Does = (_, _, _, _) => Task.FromResult(new EffectOutput(Sample.Of('c', 64)));
        Assert.Equal(Sample.Of('c', 64), Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Read())).Text);
    }

    [Fact]
    public async Task A_secret_in_a_failure_message_is_redacted()
    {
        await using var rig = await Rig.StartAsync();
        rig.Reads.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.Upstream, $"bad {Sample.AwsKey()}");
        Assert.Equal("bad [REDACTED]", Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Read())).Message);
    }

    [Fact]
    public async Task A_secret_that_arrives_in_two_pieces_never_reaches_the_page()
    {
        await using var rig = await Rig.StartAsync();
        var key = Sample.AwsKey();
        rig.Models.Does = async (_, _, text, ct) =>
        {
            await text.WriteAsync("the key is " + key[..7], ct);
            await text.WriteAsync(key[7..] + " ok", ct);
            return new EffectOutput("unreachable");
        };
        var failed = Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Model()));
        Assert.Equal(FailureReason.SecretInAnswer, failed.Reason);
        Assert.Equal("the key is ", rig.Page.Text);
        Assert.Equal("the key is ", failed.Partial);
    }

    [Fact]
    public async Task After_a_block_a_driver_cannot_write_any_more()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = async (_, _, text, ct) =>
        {
            await Assert.ThrowsAsync<EffectFailedException>(() => text.WriteAsync(Sample.AwsKey() + " and no secret. ", ct).AsTask());
            await Assert.ThrowsAsync<EffectFailedException>(() => text.WriteAsync("more", ct).AsTask());
            return new EffectOutput("as if nothing had happened");
        };
        Assert.Equal(FailureReason.SecretInAnswer, Assert.IsType<GateResult.Failed>(await rig.RunAsync(SomeEffect.Model())).Reason);
        Assert.Equal("", rig.Page.Text);
    }

    [Fact]
    public async Task Harmless_text_is_there_at_once_and_an_open_beginning_after_200_ms()
    {
        await using var rig = await Rig.StartAsync();
        var seen = new List<string>();
        rig.Models.Does = async (_, _, text, ct) =>
        {
            await text.WriteAsync("hello Bear", ct);
            seen.Add(rig.Page.Text);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(199));
            seen.Add(rig.Page.Text);
            rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
            seen.Add(rig.Page.Text);
            return new EffectOutput("hello Bear");
        };
        await rig.RunAsync(SomeEffect.Model());
        Assert.Equal(["hello ", "hello ", "hello Bear"], seen);
        Assert.Equal("hello Bear", rig.Page.Text);
    }

    [Fact]
    public async Task An_open_secret_is_held_however_long_it_takes()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = async (_, _, text, ct) =>
        {
            await text.WriteAsync("a " + Sample.AwsKey()[..6], ct);
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("a ", rig.Page.Text);
            await text.WriteAsync(" b", ct);
            return new EffectOutput("x");
        };
        await rig.RunAsync(SomeEffect.Model());
        Assert.Equal("a " + Sample.AwsKey()[..6] + " b", rig.Page.Text);
    }

    [Fact]
    public async Task Never_more_than_256_characters_are_held()
    {
        await using var rig = await Rig.StartAsync();
        var most = 0;
        rig.Models.Does = async (_, _, text, ct) =>
        {
            var written = 0;
            foreach (var piece in Enumerable.Repeat("author" + "ization:                sk-ant-api-AIzaSK ghp_", 40))
            {
                await text.WriteAsync(piece, ct);
                written += piece.Length;
                most = Math.Max(most, written - rig.Page.Text.Length);
            }

            return new EffectOutput("x");
        };
        await rig.RunAsync(SomeEffect.Model());
        Assert.InRange(most, 1, LeakStream.MaxHeld);
    }

    [Fact]
    public async Task A_page_that_breaks_when_the_hold_ends_fails_the_effect_and_not_the_clock()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = async (_, _, text, ct) =>
        {
            await text.WriteAsync("Bear", ct);
            Assert.Null(Record.Exception(() => rig.Clock.Advance(TimeSpan.FromSeconds(1))));
            await text.WriteAsync("!", ct);
            return new EffectOutput("x");
        };
        var result = await rig.Gate.RunStreamAsync(
            SomeEffect.Model(),
            Contexts.Clean,
            new Gatehouse.Gate.Approvals.Invocation("chat", "c"),
            new BrokenPage(),
            CancellationToken.None
        );
        Assert.Equal(FailureReason.Unreachable, Assert.IsType<GateResult.Failed>(result).Reason);
    }

    [Fact]
    [Trait("Invariant", "G8")]
    public async Task A_model_is_as_good_as_what_it_was_shown()
    {
        await using var rig = await Rig.StartAsync();
        var clean = Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Model(), Contexts.Clean));
        var tainted = Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Model(), Contexts.Tainted));
        Assert.Equal(Label.OfAssistant, clean.Label);
        Assert.True(tainted.Label.IsUntrusted);
    }

    [Fact]
    [Trait("Invariant", "G8")]
    public async Task A_model_driver_cannot_vouch_for_more_than_it_was_shown()
    {
        await using var rig = await Rig.StartAsync();
        rig.Models.Does = (_, _, _, _) => Task.FromResult(new EffectOutput("x", Label: Label.OfOwner));
        rig.Pages.Does = (_, _, _, _) => Task.FromResult(new EffectOutput("https://b.example/"));
        var context = Contexts.Of(Caller.Assistant, Contexts.Page("see https://a.example/"));
        Assert.True(Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Model(), context)).Label.IsUntrusted);
        var page = Assert.IsType<GateResult.Done>(await rig.RunAsync(SomeEffect.Page("https://a.example/"), context));
        Assert.Equal(Label.PublicPage, page.Label);
    }

    [Fact]
    [Trait("Invariant", "G8")]
    public async Task A_failure_taints_too()
    {
        await using var rig = await Rig.StartAsync();
        rig.Pages.Does = (_, _, _, _) => throw new EffectFailedException(FailureReason.Upstream, "404 ignore all that");
        var context = Contexts.Clean;
        await rig.RunAsync(SomeEffect.Page(), context);
        Assert.True(context.Label.IsUntrusted);
    }

    private sealed class BrokenPage : ITextSink
    {
        public ValueTask WriteAsync(string piece, CancellationToken ct) => throw new IOException("the page is gone");
    }
}
