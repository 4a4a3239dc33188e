using System.Diagnostics;
using System.Text;
using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>A connection is kept for the next request of the same caller to the same place, and never mixes two answers up.</summary>
[Trait("Invariant", "G14")]
public sealed class KeptConnectionTests
{
    private static readonly FetchPage Page = SomeEffect.Page("http://news.example/");
    private static readonly byte[] Forged = FakeDialer.Response("forged"u8.ToArray());

    [Fact]
    public async Task Pages_of_a_host_share_a_connection_and_requests_of_the_http_tool_do_not()
    {
        using var rig = new EgressRig();
        rig.Resolver.Answer("other.example", EgressRig.Public);
        await rig.FetchAsync(Page);
        await rig.FetchAsync(SomeEffect.Page("http://news.example/today"));
        Assert.Single(rig.Dialer.Dialled);
        await rig.FetchAsync(SomeEffect.Page("http://other.example/"));
        await rig.FetchAsync(SomeEffect.Page("http://news.example:8080/"));
        Assert.Equal(3, rig.Dialer.Dialled.Count);
        await rig.FetchAsync(SomeEffect.Get("http://news.example/"));
        await rig.FetchAsync(SomeEffect.Get("http://news.example/"));
        Assert.Equal(5, rig.Dialer.Dialled.Count);
    }

    [Fact]
    public async Task A_connection_is_not_shared_between_callers()
    {
        using var rig = new EgressRig();
        rig.Resolver.Answer("models.example", "192.168.1.5");
        await rig.FetchAsync(SomeEffect.Model("http://models.example:8080/v1"));
        await rig.RefusedAsync(SomeEffect.Page("http://models.example:8080/v1"));
        await rig.FetchAsync(SomeEffect.Model("http://models.example:8080/v1"));
        Assert.Equal(2, rig.Dialer.Heads.Count);
        Assert.Single(rig.Dialer.Dialled);
    }

    [Fact]
    public async Task Two_requests_at_once_have_a_connection_each()
    {
        using var rig = new EgressRig();
        var both = new Barrier(2);
        rig.Dialer.Answer = async (stream, ct) =>
        {
            both.SignalAndWait(TimeSpan.FromSeconds(20), ct);
            await FakeDialer.Bytes(FakeDialer.Response("ok"u8.ToArray()))(stream, ct);
        };
        await Task.WhenAll(Task.Run(() => rig.FetchAsync(Page)), Task.Run(() => rig.FetchAsync(Page)));
        Assert.Equal(2, rig.Dialer.Dialled.Count);
    }

    [Theory]
    [Trait("Row", "I-179")]
    [InlineData("200 OK", "Content-Length: 10000", 10_000)]
    [InlineData("200 OK", "Transfer-Encoding: chunked", 0)]
    [InlineData("204 No Content", "X-Empty: yes", 0)]
    [InlineData("304 Not Modified", "X-Empty: yes", 0)]
    public async Task An_answer_behind_the_answer_is_not_the_next_ones(string status, string header, int length)
    {
        using var rig = new EgressRig();
        var body = header.StartsWith("Transfer", StringComparison.Ordinal) ? "0\r\n\r\n"u8.ToArray() : new byte[length];
        rig.Dialer.Answer = FakeDialer.Bytes([.. FakeDialer.Head(header + "\r\n", status), .. body, .. Forged]);
        await rig.FetchAsync(Page);
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response("true"u8.ToArray()));
        Assert.Equal("true", await rig.FetchAsync(Page));
        Assert.Equal(2, rig.Dialer.Dialled.Count);
    }

    [Fact]
    [Trait("Row", "I-179")]
    public async Task Nor_is_one_that_comes_a_little_later()
    {
        using var rig = new EgressRig();
        var written = new TaskCompletionSource();
        rig.Dialer.Answer = async (stream, ct) =>
        {
            await FakeDialer.Bytes(FakeDialer.Response("first"u8.ToArray()))(stream, ct);
            await stream.FlushAsync(ct);
            await Task.Delay(50, ct);
            await FakeDialer.Bytes(Forged)(stream, ct);
            await stream.FlushAsync(ct);
            written.SetResult();
        };
        Assert.Equal("first", await rig.FetchAsync(Page));
        await written.Task.WaitAsync(TimeSpan.FromSeconds(20));
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response("true"u8.ToArray()));
        Assert.Equal("true", await rig.FetchAsync(Page));
        Assert.Equal(2, rig.Dialer.Dialled.Count);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_is_opened_anew()
    {
        using var rig = new EgressRig();
        var request = EgressRig.Request(Page);
        request.Headers.Add("X-Close", "1");
        using (var client = rig.Open(Page))
        using (request)
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("ok", await response.Content.ReadAsStringAsync());
        }

        await Task.Delay(100);
        Assert.Equal("ok", await rig.FetchAsync(Page));
        Assert.Equal(2, rig.Dialer.Dialled.Count);
    }

    [Fact]
    public async Task One_that_breaks_does_not_have_its_request_sent_again_over_a_new_one()
    {
        using var rig = new EgressRig();
        await rig.FetchAsync(Page);
        rig.Dialer.Answer = (_, _) => throw new IOException("hung up");
        var refused = await rig.RefusedAsync(Page);
        Assert.EndsWith("(LeaseUsedUp)", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.NotSent);
        Assert.Equal(2, rig.Dialer.Heads.Count);
        Assert.Single(rig.Dialer.Dialled);
    }

    [Fact]
    public async Task What_nobody_read_is_not_read_to_keep_its_connection()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response(new byte[100_000]));
        var pass = await LeaveUnreadAsync(rig, Page);
        await rig.FetchAsync(Page);
        Assert.Equal(2, rig.Dialer.Dialled.Count);
        Assert.InRange(pass.Traffic.Bytes, 1, 20_000);
    }

    [Fact]
    public async Task The_small_page_of_a_redirect_is()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response(new byte[300], "Location: /elsewhere\r\n", "302 Found"));
        await LeaveUnreadAsync(rig, Page);
        await rig.FetchAsync(Page);
        Assert.Single(rig.Dialer.Dialled);
    }

    [Fact]
    public async Task A_model_whose_stream_ends_after_its_last_event_keeps_its_connection()
    {
        // OpenAI's client stops reading at [DONE]; the end of the chunks comes in a packet of its own.
        using var rig = new EgressRig();
        var call = SomeEffect.Model(EgressRig.ModelServer);
        rig.Dialer.Answer = async (stream, ct) =>
        {
            await stream.WriteAsync(FakeDialer.Head("Transfer-Encoding: chunked\r\n"), ct);
            await stream.WriteAsync("e\r\ndata: [DONE]\n\n\r\n"u8.ToArray(), ct);
            await stream.FlushAsync(ct);
            await Task.Delay(50, ct);
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), ct);
        };
        using (var client = rig.Open(call))
        using (var request = EgressRig.Request(call))
        using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
            Assert.Equal("data: [DONE]", await lines.ReadLineAsync());
        }

        await Task.Delay(200);
        await rig.FetchAsync(call);
        Assert.Single(rig.Dialer.Dialled);
    }

    [Fact]
    public async Task The_rest_of_an_answer_is_read_with_its_framing_counted()
    {
        using var rig = new EgressRig();
        var chunk = Encoding.ASCII.GetBytes($"1;{new string('x', 1_000)}\r\nx\r\n");
        rig.Dialer.Answer = FakeDialer.Bytes([
            FakeDialer.Head("Transfer-Encoding: chunked\r\n", "302 Found"),
            .. Enumerable.Repeat(chunk, 1_000),
        ]);
        var pass = await LeaveUnreadAsync(rig, Page);
        await ClosedAsync(rig);
        Assert.InRange(pass.Traffic.Bytes, 1, 20_000);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_has_its_connection_closed()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Head("Content-Length: 6000000\r\n"), new byte[10_000]);
        Assert.Equal(FailureReason.TooLarge, (await rig.RefusedAsync(Page)).Reason);
        await ClosedAsync(rig);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_body_closes_its_connection()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = async (stream, ct) =>
        {
            await stream.WriteAsync(FakeDialer.Head("Content-Length: 100\r\n"), ct);
            await stream.FlushAsync(ct);
            await Task.Delay(TimeSpan.FromSeconds(20), ct);
        };
        using var stop = new CancellationTokenSource();
        using (var client = rig.Open(Page))
        using (var request = EgressRig.Request(Page))
        using (var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
        {
            var reading = response.Content.CopyToAsync(Stream.Null, stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }

        await ClosedAsync(rig);
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response("ok"u8.ToArray()));
        Assert.Equal("ok", await rig.FetchAsync(Page));
    }

    [Fact]
    public async Task A_stop_ends_a_handshake()
    {
        using var rig = new EgressRig();
        using var stop = new CancellationTokenSource();
        var page = SomeEffect.Page("https://news.example/");
        using var client = rig.Open(page);
        using var request = EgressRig.Request(page);
        // The server waits for the end of a head that never comes.
        var sending = client.SendAsync(request, stop.Token);
        await Deadline.UntilAsync(() => rig.Dialer.Open == 1, "as many open connections");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await ClosedAsync(rig);
    }

    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 30)]
    public async Task A_connection_that_waited_too_long_is_not_used(bool model, int seconds)
    {
        using var rig = new EgressRig();
        Effect effect = model ? SomeEffect.Model(EgressRig.ModelServer) : Page;
        await rig.FetchAsync(effect);
        rig.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        await rig.FetchAsync(effect);
        Assert.Single(rig.Dialer.Dialled);
        rig.Clock.Advance(TimeSpan.FromSeconds(seconds));
        await rig.FetchAsync(effect);
        Assert.Equal(2, rig.Dialer.Dialled.Count);
        await Deadline.UntilAsync(() => rig.Dialer.Open == 1, "as many open connections");
    }

    [Fact]
    public async Task Nothing_is_dialled_after_the_door_was_closed()
    {
        var rig = new EgressRig();
        using var client = rig.Open(Page);
        await rig.FetchAsync(Page);
        rig.Dispose();
        await ClosedAsync(rig);
        using var request = EgressRig.Request(Page);
        await Assert.ThrowsAsync<EffectFailedException>(() => client.SendAsync(request));
        Assert.Single(rig.Dialer.Dialled);
    }

    [Fact]
    public async Task The_bytes_of_a_second_request_are_its_own()
    {
        using var rig = new EgressRig();
        await rig.FetchAsync(Page);
        var answer = FakeDialer.Response(new byte[500]);
        rig.Dialer.Answer = FakeDialer.Bytes(answer);
        var pass = rig.Pass(Page, EgressScope.For(Page, TimeSpan.FromSeconds(120)));
        using (var client = rig.OpenPass(pass, Page))
        using (var request = EgressRig.Request(Page))
        {
            await client.SendAsync(request);
        }

        Assert.Single(rig.Dialer.Dialled);
        Assert.Equal(rig.Dialer.Heads.Last().Length + answer.Length, pass.Traffic.Bytes);
    }

    [Theory]
    [InlineData("HTTP/1.1 103 Early Hints\r\nX: 0123456789012345678901234567890123456789\r\n\r\n", "")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1;0123456789012345678901234567890123456789\r\nx\r\n")]
    public async Task Framing_without_end_is_not_read_past_what_was_reserved(string head, string more)
    {
        using var rig = new EgressRig();
        var endless = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(more.Length == 0 ? head : more, 10_000)));
        rig.Dialer.Answer = async (stream, ct) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
            // Some 30 MB: more than any limit, and an end.
            for (var sent = 0; sent < 40; sent++)
            {
                await stream.WriteAsync(endless, ct);
                await stream.FlushAsync(ct);
            }
        };
        var pass = rig.Pass(Page, EgressScope.For(Page, TimeSpan.FromSeconds(120)));
        using var client = rig.OpenPass(pass, Page);
        using var request = EgressRig.Request(Page);
        var failed = await Assert.ThrowsAsync<EffectFailedException>(async () =>
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await response.Content.CopyToAsync(Stream.Null);
        });
        Assert.Equal(FailureReason.TooLarge, failed.Reason);
        Assert.InRange(pass.Traffic.Bytes, EgressScope.ResponseHeadBytes, ReservedFor(Page));
    }

    [Fact]
    public async Task A_stop_ends_a_dial_and_the_next_request_dials_for_itself()
    {
        using var rig = new EgressRig();
        var (dialling, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        rig.Dialer.Dialling = async ct =>
        {
            dialling.TrySetResult();
            using var told = ct.Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, ct);
        };
        using var stop = new CancellationTokenSource();
        using var client = rig.Open(Page);
        using var request = EgressRig.Request(Page);
        var sending = client.SendAsync(request, stop.Token);
        await dialling.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(2));
        rig.Dialer.Dialling = null;
        Assert.Equal("ok", await rig.FetchAsync(Page));
        Assert.Equal(2, rig.Dialer.Dialled.Count);
        Assert.Single(rig.Dialer.Heads);
    }

    // Well within the second that a stop has.
    private static async Task ClosedAsync(EgressRig rig)
    {
        var since = Stopwatch.StartNew();
        await Deadline.UntilAsync(() => rig.Dialer.Open == 0, "as many open connections");
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static long ReservedFor(Effect effect) => ReservationBound.For(effect, new GateOptions()).Amounts.Bytes;

    private static async Task<GatePass> LeaveUnreadAsync(EgressRig rig, Effect effect)
    {
        var pass = rig.Pass(effect, EgressScope.For(effect, TimeSpan.FromSeconds(120)));
        using var client = rig.OpenPass(pass, effect);
        using var request = EgressRig.Request(effect);
        (await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).Dispose();
        return pass;
    }
}
