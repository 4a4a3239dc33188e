using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using Gatehouse.Server.Events;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>Frames that no client library would send (RFC 6455 sections 5 and 7).</summary>
public sealed class SocketProtocolTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private const string Bytes = "\u0088"; // A close frame's first byte.

    [Theory]
    [InlineData("81 82", "{}", null, "a good one: unknown type, connection kept")]
    [InlineData("82 81", "x", WebSocketCloseStatus.InvalidMessageType, "binary")]
    [InlineData("C1 82", "{}", WebSocketCloseStatus.ProtocolError, "a reserved bit: no compression was agreed")]
    [InlineData("83 80", "", WebSocketCloseStatus.ProtocolError, "a reserved opcode")]
    [InlineData("80 81", "x", WebSocketCloseStatus.ProtocolError, "a continuation of nothing")]
    [InlineData("09 81", "x", WebSocketCloseStatus.ProtocolError, "a control frame in pieces")]
    [InlineData("89 FE 00 7E", "…126", WebSocketCloseStatus.ProtocolError, "a control frame of 126 bytes")]
    [InlineData("81 FF 80 00 00 00 00 00 00 01", "x", WebSocketCloseStatus.ProtocolError, "a length with its top bit set")]
    [InlineData("01 81", "x", null, "the first piece of a message, whose end never comes")]
    public async Task A_broken_frame_ends_the_connection_with_the_reason(
        string head,
        string payload,
        WebSocketCloseStatus? expected,
        string why
    )
    {
        await using var connection = await OpenAsync();

        await connection.WriteAsync(Frame(head, payload == "…126" ? new string('x', 126) : payload));
        if (expected is null)
        {
            // Still there: a ping is answered, between the pieces of a message too.
            await connection.WriteAsync(Frame("89 82", "hi"));
        }

        var answer = await FramesAsync(connection);
        Assert.True(
            expected is { } status ? CloseStatus(answer) == (int)status : answer.Contains("\u008a\u0002hi", StringComparison.Ordinal),
            $"{why}: {Convert.ToHexString(Encoding.Latin1.GetBytes(answer))}"
        );
    }

    [Fact]
    public async Task A_frame_without_a_mask_ends_the_connection()
    {
        await using var connection = await OpenAsync();

        await connection.WriteAsync(Encoding.Latin1.GetBytes("\u0081\u0006{\"a\":1"));

        Assert.Equal((int)WebSocketCloseStatus.ProtocolError, CloseStatus(await FramesAsync(connection)));
    }

    [Fact]
    public async Task A_client_that_vanishes_frees_its_place()
    {
        await using (await OpenAsync())
        {
            Assert.Equal(1, gateway.Events.Count(StreamKind.WebSocket));
        }

        await Deadline.UntilAsync(() => gateway.Events.Count(StreamKind.WebSocket) == 0, "the place is free");
    }

    private async Task<Stream> OpenAsync()
    {
        await Deadline.UntilAsync(() => gateway.Events.Count(StreamKind.WebSocket) == 0, "the last test's connection is gone");
        var connection = await RawHttp.ConnectAsync(gateway.Port);
        var answer = await RawHttp.ExchangeAsync(
            connection,
            $"GET /api/chat/ws HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Port}\r\nAuthorization: Bearer {GatewayUnderTest.Token}\r\n"
                + "Origin: http://localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        );
        Assert.Equal(101, RawHttp.StatusOf(answer));
        return connection;
    }

    private static byte[] Frame(string head, string payload)
    {
        byte[] mask = [1, 2, 3, 4];
        return
        [
            .. Convert.FromHexString(head.Replace(" ", "", StringComparison.Ordinal)),
            .. mask,
            .. Encoding.Latin1.GetBytes(payload).Select((octet, at) => (byte)(octet ^ mask[at % 4])),
        ];
    }

    // What comes within a moment, or until the close frame.
    private static async Task<string> FramesAsync(Stream connection)
    {
        using var patience = new CancellationTokenSource(Deadline.Default);
        var (seen, buffer) = ("", new byte[4096]);
        try
        {
            while (!seen.Contains(Bytes, StringComparison.Ordinal) && !seen.Contains("hi", StringComparison.Ordinal))
            {
                var read = await connection.ReadAsync(buffer, patience.Token);
                if (read == 0)
                {
                    break;
                }

                seen += Encoding.Latin1.GetString(buffer, 0, read);
            }
        }
        catch (IOException)
        {
            // Cut off: what came until then is the answer.
        }

        return seen;
    }

    private static int CloseStatus(string frames)
    {
        var at = frames.IndexOf(Bytes, StringComparison.Ordinal);
        return at >= 0 && frames.Length >= at + 4
            ? BinaryPrimitives.ReadUInt16BigEndian(Encoding.Latin1.GetBytes(frames.Substring(at + 2, 2)))
            : 0;
    }
}
