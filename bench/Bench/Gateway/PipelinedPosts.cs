using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.Bench.Gateway;

/// <summary>
/// Publishes a burst to nchan, one event a request, for it takes them in no other way. All requests go out on one kept connection
/// without waiting for an answer: with several the last event would not be the last to arrive.
/// </summary>
internal sealed class PipelinedPosts : IDisposable
{
    private static readonly byte[] Taken = "HTTP/1.1 20"u8.ToArray();

    private static readonly byte[][] Refused = ["HTTP/1.1 4"u8.ToArray(), "HTTP/1.1 5"u8.ToArray()];

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _requests;
    private readonly byte[] _answers;
    private readonly int _count;

    public PipelinedPosts(int port, Burst burst)
    {
        _count = burst.Events;
        var text = new string('x', burst.Bytes);
        _requests = Encoding.ASCII.GetBytes(
            string.Concat(
                Enumerable
                    .Range(1, burst.Events)
                    .Select(number =>
                        $"POST {NginxPeer.Publisher} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-EventSource-Event: {burst.Name(number)}\r\nContent-Length: {burst.Bytes}\r\n\r\n{text}"
                    )
            )
        );
        // An answer has 260 bytes.
        _answers = new byte[burst.Events * 1024];
        _socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>Returns when all are answered.</summary>
    public Task RunAsync() => Task.WhenAll(_socket.SendAsync(_requests), ReadAsync());

    public void Dispose() => _socket.Dispose();

    // What is left of the last answer when its head is here is read with the first of the next burst.
    private async Task ReadAsync()
    {
        var filled = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_answers.AsMemory(filled));
            filled += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
            if (Array.Exists(Refused, head => _answers.AsSpan(0, filled).IndexOf(head) >= 0))
            {
                throw new InvalidOperationException($"nchan did not take an event:\n{Encoding.UTF8.GetString(_answers, 0, filled)}");
            }
        } while (_answers.AsSpan(0, filled).Count(Taken) < _count);
    }
}
