using System.IO.Compression;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>Caps and deadlines of what comes back, through each caller.</summary>
public sealed class ReceivingTests
{
    private const int Cap = (int)EgressScope.WebResponseBytes;

    public static TheoryData<Effect> Callers =>
        [SomeEffect.Page("http://news.example/"), SomeEffect.Get("http://news.example/"), SomeEffect.Model(EgressRig.ModelServer)];

    [Theory]
    [Trait("Row", "I-180")]
    [Trait("Row", "I-221")]
    [MemberData(nameof(Callers))]
    public async Task A_length_over_the_cap_is_refused_before_reading(Effect effect)
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(
            FakeDialer.Head($"Content-Length: {EgressScope.For(effect, default)!.MaxResponseBytes + 1}\r\n")
        );
        // No byte of the body ever comes: only who looks at the header can answer.
        Assert.Equal(FailureReason.TooLarge, (await rig.RefusedAsync(effect)).Reason);
    }

    [Theory]
    [Trait("Row", "I-181")]
    [Trait("Row", "I-221")]
    [MemberData(nameof(Callers))]
    public async Task A_body_without_length_is_cut_off_at_the_cap(Effect effect)
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = Endless(FakeDialer.Head("Transfer-Encoding: chunked\r\n"), Chunk(new byte[64 * 1024]));
        Assert.Equal(FailureReason.TooLarge, (await rig.RefusedAsync(effect)).Reason);
    }

    [Fact]
    [Trait("Row", "I-180")]
    public async Task A_body_of_the_cap_is_still_read()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response(new byte[Cap]));
        Assert.Equal(Cap, (await rig.FetchAsync(SomeEffect.Page("http://news.example/"))).Length);
    }

    [Theory]
    [Trait("Row", "I-181")]
    [Trait("Row", "I-221")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    public async Task A_bomb_is_cut_off_at_its_inflated_size(string encoding)
    {
        using var rig = new EgressRig();
        var body = encoding.Split(", ").Aggregate(new byte[Cap + 1], Compress);
        Assert.InRange(body.Length, 1, Cap / 100);
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response(body, $"Content-Encoding: {encoding}\r\n"));
        Assert.Equal(FailureReason.TooLarge, (await rig.RefusedAsync(SomeEffect.Page("http://news.example/"))).Reason);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, br")]
    [InlineData("identity")]
    public async Task What_was_asked_for_is_inflated(string encoding)
    {
        using var rig = new EgressRig();
        var body = encoding.Split(", ").Aggregate("hello"u8.ToArray(), Compress);
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response(body, $"Content-Encoding: {encoding}\r\n"));
        Assert.Equal("hello", await rig.FetchAsync(SomeEffect.Page("http://news.example/")));
    }

    [Fact]
    [Trait("Row", "I-221")]
    public async Task Endless_compressed_nothing_is_cut_off_at_its_size_on_the_wire()
    {
        using var rig = new EgressRig();
        // Members that inflate to nothing, one after the other.
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var nothing = Enumerable.Repeat(empty, 2000).SelectMany(member => member).ToArray();
        rig.Dialer.Answer = Endless(FakeDialer.Head("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"), Chunk(nothing));
        Assert.Equal(FailureReason.TooLarge, (await rig.RefusedAsync(SomeEffect.Page("http://news.example/"))).Reason);
    }

    [Theory]
    [InlineData("gzip, gzip, gzip")]
    [InlineData("zstd")]
    [InlineData("compress")]
    public async Task A_body_compressed_three_times_or_strangely_is_not_read(string encoding)
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response("x"u8.ToArray(), $"Content-Encoding: {encoding}\r\n"));
        Assert.NotNull(await Record.ExceptionAsync(() => rig.FetchAsync(SomeEffect.Page("http://news.example/"))));
    }

    [Theory]
    [Trait("Row", "I-184")]
    [Trait("Row", "I-222")]
    [MemberData(nameof(Callers))]
    public async Task A_server_that_says_nothing_is_left_when_the_time_is_over(Effect effect)
    {
        using var rig = new EgressRig();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Dialer.Answer = async (_, ct) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
        };
        var fetching = rig.FetchAsync(effect);
        await asked.Task;
        var limit = EgressScope.For(effect, TimeSpan.FromSeconds(120))!.Timeout;
        rig.Clock.Advance(limit - TimeSpan.FromMilliseconds(1));
        Assert.False(fetching.IsCompleted);
        rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(FailureReason.TimedOut, (await Assert.ThrowsAsync<EffectFailedException>(() => fetching)).Reason);
    }

    [Fact]
    [Trait("Row", "I-222")]
    public async Task A_page_that_drips_ends_after_its_total_time()
    {
        using var rig = new EgressRig();
        var (client, body) = await DripAsync(rig, SomeEffect.Page("http://news.example/"));
        var slow = await Assert.ThrowsAsync<EffectFailedException>(async () =>
        {
            for (var second = 0; second < 40; second++)
            {
                Assert.Equal(1, await body.ReadAsync(new byte[1]));
                rig.Clock.Advance(TimeSpan.FromSeconds(1));
            }
        });
        Assert.Equal(FailureReason.TimedOut, slow.Reason);
        client.Dispose();
    }

    [Fact]
    [Trait("Row", "I-222")]
    public async Task A_model_may_stream_for_long_but_not_fall_silent()
    {
        using var rig = new EgressRig();
        var (client, body) = await DripAsync(rig, SomeEffect.Model(EgressRig.ModelServer), bytes: 40);
        for (var minute = 0; minute < 40; minute++)
        {
            Assert.Equal(1, await body.ReadAsync(new byte[1]));
            rig.Clock.Advance(TimeSpan.FromSeconds(60));
        }

        var waiting = body.ReadAsync(new byte[1]).AsTask();
        rig.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(FailureReason.TimedOut, (await Assert.ThrowsAsync<EffectFailedException>(() => waiting)).Reason);
        client.Dispose();
    }

    [Fact]
    public async Task Who_cancels_gets_a_cancellation()
    {
        using var rig = new EgressRig();
        using var stop = new CancellationTokenSource();
        var (client, body) = await DripAsync(rig, SomeEffect.Page("http://news.example/"), bytes: 0);
        var waiting = body.ReadAsync(new byte[1], stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        client.Dispose();
    }

    // Announces many bytes, sends some and falls silent.
    private static async Task<(HttpClient Client, Stream Body)> DripAsync(EgressRig rig, Effect effect, int bytes = 1000)
    {
        rig.Dialer.Answer = async (stream, ct) =>
        {
            await stream.WriteAsync(FakeDialer.Head("Content-Length: 100000\r\n"), ct);
            await stream.WriteAsync(new byte[bytes], ct);
            await stream.FlushAsync(ct);
            await Task.Delay(Timeout.Infinite, ct);
        };
        var client = rig.Open(effect);
        var response = await client.SendAsync(EgressRig.Request(effect), HttpCompletionOption.ResponseHeadersRead);
        return (client, await response.Content.ReadAsStreamAsync());
    }

    private static Func<Stream, CancellationToken, Task> Endless(byte[] head, byte[] chunk) =>
        async (stream, ct) =>
        {
            await stream.WriteAsync(head, ct);
            // Bounded, so that a cap that does not work fails the test and not the machine.
            for (var sent = 0L; sent < 10 * EgressScope.ModelResponseBytes; sent += chunk.Length)
            {
                await stream.WriteAsync(chunk, ct);
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), ct);
        };

    private static byte[] Chunk(byte[] data) => [.. System.Text.Encoding.ASCII.GetBytes($"{data.Length:x}\r\n"), .. data, .. "\r\n"u8];

    private static byte[] Compress(byte[] data, string encoding)
    {
        using var output = new MemoryStream();
        using (
            Stream stream = encoding switch
            {
                "gzip" or "x-gzip" => new GZipStream(output, CompressionMode.Compress, leaveOpen: true),
                "br" => new BrotliStream(output, CompressionMode.Compress, leaveOpen: true),
                "deflate" => new ZLibStream(output, CompressionMode.Compress, leaveOpen: true),
                _ => new BufferedStream(new MemoryStream()),
            }
        )
        {
            stream.Write(data);
        }

        return encoding == "identity" ? data : output.ToArray();
    }
}
