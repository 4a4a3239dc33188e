using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.Bench.Gateway;

/// <summary>One subscriber of an event stream. It notes when each event came, and reads no more of it than that.</summary>
internal sealed class EventReader : IDisposable
{
    /// <summary>The event that ends a turn.</summary>
    public const string End = "turn_ended";

    private const string Lost = "resync";

    // What stands still shall stand still soon. By the segments that are agreed on the kernel sizes the sender's buffer, which over
    // loopback's of 64 KiB holds 2.6 MB: all events of a run.
    private const int StalledBuffer = 4096;
    private const int StalledSegment = 536;
    private const int TcpLevel = 6;
    private const int MaxSegment = 2;

    private readonly Socket _socket;
    private readonly byte[] _line = new byte[64];
    private readonly Lock _gate = new();
    private List<long> _arrivals = [];
    private TaskCompletionSource<IReadOnlyList<long>> _turn = NewTurn();
    private int _lineLength;

    private EventReader(Socket socket) => _socket = socket;

    /// <summary>Whether it was told that it missed events.</summary>
    public bool FellBehind { get; private set; }

    /// <summary>Opens the stream, again while an earlier reader's place is not free yet. Nothing is read before <see cref="Listen"/>.</summary>
    public static async Task<EventReader> OpenAsync(ServerChild server, string path, bool stalled)
    {
        var request = Encoding.ASCII.GetBytes(
            KeptConnection.Request(server.Port, path, server.Token) + "Accept: text/event-stream\r\n\r\n"
        );
        var first = new byte["HTTP/1.1 200".Length];
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (stalled)
            {
                socket.ReceiveBufferSize = StalledBuffer;
                socket.SetRawSocketOption(TcpLevel, MaxSegment, BitConverter.GetBytes(StalledSegment));
            }

            await socket.ConnectAsync(IPAddress.Loopback, server.Port);
            await socket.SendAsync(request);
            if (await socket.ReceiveAsync(first) == first.Length && first.AsSpan().SequenceEqual("HTTP/1.1 200"u8))
            {
                return new EventReader(socket);
            }

            socket.Dispose();
            await Task.Delay(50);
        }

        throw new InvalidOperationException($"no event stream: {Encoding.ASCII.GetString(first)}");
    }

    public void Listen() => _ = Task.Run(ReadAsync);

    /// <summary>When the events of the next turn come, by <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public Task<IReadOnlyList<long>> NextTurn()
    {
        lock (_gate)
        {
            (_arrivals, _turn) = ([], NewTurn());
            return _turn.Task;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static TaskCompletionSource<IReadOnlyList<long>> NewTurn() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await _socket.ReceiveAsync(buffer) is > 0 and var read)
            {
                Take(buffer.AsSpan(0, read), Stopwatch.GetTimestamp());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was closed, here or there; who waits for a turn is told below.
        }

        lock (_gate)
        {
            _turn.TrySetException(new IOException("the event stream ended in the middle of a turn"));
        }
    }

    // Line by line, for an event is one line here: JSON has no line breaks, and those of the chunks begin with a digit.
    private void Take(ReadOnlySpan<byte> bytes, long now)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            var kept = part[..Math.Min(part.Length, _line.Length - _lineLength)];
            kept.CopyTo(_line.AsSpan(_lineLength));
            _lineLength += kept.Length;
            if (end < 0)
            {
                return;
            }

            Judge(_line.AsSpan(0, _lineLength), now);
            _lineLength = 0;
            bytes = bytes[(end + 1)..];
        }
    }

    private void Judge(ReadOnlySpan<byte> line, long now)
    {
        if (!line.StartsWith("event: "u8))
        {
            return;
        }

        var name = Encoding.ASCII.GetString(line["event: ".Length..]);
        FellBehind |= name == Lost;
        lock (_gate)
        {
            _arrivals.Add(now);
            if (name == End)
            {
                _turn.TrySetResult(_arrivals);
            }
        }
    }
}
