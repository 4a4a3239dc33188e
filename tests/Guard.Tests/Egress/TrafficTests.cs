using System.IO.Compression;
using System.Text;
using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>Egress counts what moves, and it never is more than what was reserved.</summary>
[Trait("Invariant", "G11")]
public sealed class TrafficTests
{
    private static readonly FetchPage Page = SomeEffect.Page("http://news.example/a?b=c");

    [Fact]
    public async Task Every_byte_of_request_and_answer_counts()
    {
        using var rig = new EgressRig();
        var answer = FakeDialer.Response(new byte[3_000], "Content-Type: text/plain\r\nX-One: 1\r\nX-One: 2\r\n");
        rig.Dialer.Answer = FakeDialer.Bytes(answer);
        var pass = await ExchangeAsync(rig, Page, EgressRig.Request(Page));
        Assert.Equal(rig.Dialer.Heads.Single().Length + answer.Length, pass.Traffic.Bytes);
    }

    [Fact]
    public async Task A_body_that_is_sent_counts_too()
    {
        using var rig = new EgressRig(EgressRig.Key(EffectCallers.Model, "127.0.0.1", 11434));
        var answer = FakeDialer.Response("ok"u8.ToArray());
        rig.Dialer.Answer = FakeDialer.Bytes(answer);
        var call = SomeEffect.Model(EgressRig.ModelServer);
        var request = EgressRig.Request(call);
        request.Content = new StringContent(new string('ü', 500), Encoding.UTF8, "application/json");
        var pass = await ExchangeAsync(rig, call, request);
        // The key, which Egress adds and takes off again, is in the head that arrived.
        Assert.Contains("Bearer", rig.Dialer.Heads.First(), StringComparison.Ordinal);
        Assert.Equal(rig.Dialer.Heads.First().Length + 1_000 + answer.Length, pass.Traffic.Bytes);
    }

    [Fact]
    public async Task A_compressed_answer_counts_as_it_came()
    {
        using var rig = new EgressRig();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(new byte[1_000_000]);
        }

        var answer = FakeDialer.Response(packed.ToArray(), "Content-Encoding: gzip\r\n");
        rig.Dialer.Answer = FakeDialer.Bytes(answer);
        var pass = await ExchangeAsync(rig, Page, EgressRig.Request(Page));
        Assert.Equal(rig.Dialer.Heads.Single().Length + answer.Length, pass.Traffic.Bytes);
    }

    [Fact]
    public async Task What_could_not_be_connected_moved_nothing()
    {
        using var rig = new EgressRig();
        rig.Dialer.Refusing.Add(EgressRig.Public);
        var pass = await FailAsync(rig, Page, EgressRig.Request(Page));
        Assert.Equal(0, pass.Traffic.Bytes);
    }

    [Fact]
    public async Task What_broke_off_counts_as_far_as_it_came()
    {
        using var rig = new EgressRig();
        var head = FakeDialer.Head("Content-Length: 100\r\nX-Close: 1\r\n");
        rig.Dialer.Answer = async (stream, ct) =>
        {
            await stream.WriteAsync(head, ct);
            await stream.WriteAsync(new byte[40], ct);
            await stream.FlushAsync(ct);
            throw new IOException("the server died");
        };
        var pass = await FailAsync(rig, Page, EgressRig.Request(Page));
        Assert.Equal(rig.Dialer.Heads.Single().Length + head.Length + 40, pass.Traffic.Bytes);
    }

    [Fact]
    public async Task A_request_that_was_never_answered_counts()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = (_, _) => throw new IOException("the server died");
        var pass = await FailAsync(rig, Page, EgressRig.Request(Page));
        Assert.Equal(rig.Dialer.Heads.Single().Length, pass.Traffic.Bytes);
    }

    public static TheoryData<Effect> Callers =>
        [SomeEffect.Page("http://news.example/"), SomeEffect.Get("http://news.example/"), SomeEffect.Model(EgressRig.ModelServer)];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task An_endless_answer_is_not_read_past_what_was_reserved(Effect effect)
    {
        using var rig = new EgressRig();
        var large = new byte[1 << 20];
        rig.Dialer.Answer = async (stream, ct) =>
        {
            await stream.WriteAsync(FakeDialer.Head($"X-Long: {new string('x', 60_000)}\r\nConnection: close\r\n"), ct);
            for (var sent = 0; sent < 40; sent++)
            {
                await stream.WriteAsync(large, ct);
            }
        };
        var pass = await FailAsync(rig, effect, EgressRig.Request(effect));
        Assert.InRange(
            pass.Traffic.Bytes,
            EgressScope.For(effect, default)!.MaxResponseBytes,
            ReservationBound.For(effect, new GateOptions()).Amounts.Bytes
        );
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_not_sent()
    {
        using var rig = new EgressRig();
        var call = SomeEffect.Model(EgressRig.ModelServer);
        var request = EgressRig.Request(call);
        request.Content = new StreamContent(new DeflateStream(new MemoryStream(), CompressionMode.Decompress));
        var refused = await Assert.ThrowsAsync<EffectFailedException>(() => ExchangeAsync(rig, call, request));
        Assert.Contains("UnknownLength", refused.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Dialer.Dialled);
    }

    private static async Task<GatePass> ExchangeAsync(EgressRig rig, Effect effect, HttpRequestMessage request, GatePass? given = null)
    {
        var pass = given ?? Pass(rig, effect);
        using var client = rig.OpenPass(pass, effect);
        using (request)
        using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            await response.Content.CopyToAsync(Stream.Null);
        }

        return pass;
    }

    private static async Task<GatePass> FailAsync(EgressRig rig, Effect effect, HttpRequestMessage request)
    {
        var pass = Pass(rig, effect);
        await Assert.ThrowsAnyAsync<Exception>(() => ExchangeAsync(rig, effect, request, pass));
        return pass;
    }

    private static GatePass Pass(EgressRig rig, Effect effect) => rig.Pass(effect, EgressScope.For(effect, TimeSpan.FromSeconds(120)));
}
