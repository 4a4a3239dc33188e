using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>An orderly stop: who has begun is answered, nobody new is let in, and the port is free afterwards.</summary>
public sealed class ShutdownTests
{
    private const string Body = """{"scope":"global"}""";

    [TestNetTheory]
    [Trait("Row", "I-055")]
    [Trait("Row", "I-056")]
    [Trait("Row", "I-213")]
    [InlineData("http", false)]
    [InlineData("https", false)]
    [InlineData("http", true)]
    public async Task A_request_in_flight_is_answered_whole_and_a_new_one_is_not_let_in(string scheme, bool control)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var token = await gatehouse.TokenAsync();
        await using var connection = control
            ? await UnixAsync(Path.Combine(gatehouse.Home, "run", "control.sock"))
            : await RawHttp.ConnectAsync(gatehouse);
        await connection.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/resume HTTP/1.1\r\nHost: 127.0.0.1:{gatehouse.Port}\r\nAuthorization: Bearer {token}\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..5]}"
            )
        );
        // It has to have begun: the server has read the head when it has counted the connection's first bytes.
        await Task.Delay(200);

        var stopping = gatehouse.StopAsync();
        await Deadline.UntilAsync(() => IsRefusedAsync(gatehouse.Port), refused => refused, "new connections are refused");
        Assert.False(stopping.IsCompleted);
        var answer = await RawHttp.ExchangeAsync(connection, Body[5..]);

        Assert.Equal(200, RawHttp.StatusOf(answer));
        Assert.Contains("threads", answer, StringComparison.Ordinal);
        Assert.Equal(0, await stopping);
        using var again = new TcpListener(IPAddress.Loopback, gatehouse.Port);
        again.Start();
        Assert.False(gatehouse.Errors.Contains("Error", StringComparison.Ordinal), gatehouse.Errors);
    }

    [TestNetTheory]
    [Trait("Row", "I-213")]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Open_streams_and_sockets_are_told_and_hold_nothing_up(string scheme)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var socket = await GatewaySocket.OpenAsync(gatehouse);
        using var stream = await owner.Http.GetAsync(
            new Uri("/api/chat/events", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead
        );
        await using var idle = await RawHttp.ConnectAsync(gatehouse);
        var began = System.Diagnostics.Stopwatch.StartNew();

        var stopping = gatehouse.StopAsync();

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, await socket.EndAsync());
        Assert.Contains("keep-alive", await stream.Content.ReadAsStringAsync().WaitAsync(Deadline.Default), StringComparison.Ordinal);
        Assert.Equal(0, await stopping);
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(15), $"took {began.Elapsed}, as if it had waited for its whole patience of 20 s");
    }

    private static async Task<bool> IsRefusedAsync(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await probe.ConnectAsync(IPAddress.Loopback, port);
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            return true;
        }
    }

    private static async Task<Stream> UnixAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return new NetworkStream(socket, ownsSocket: true);
    }
}
