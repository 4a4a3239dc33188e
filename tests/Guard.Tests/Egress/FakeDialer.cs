using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Egress.Dialling;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>A little internet in memory: notes who is dialled and speaks HTTP/1.1 over a pair of pipes.</summary>
internal sealed class FakeDialer : IDialer
{
    private readonly ConcurrentQueue<IPEndPoint> _dialled = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private int _open;

    /// <summary>The endpoints that were dialled, in order.</summary>
    public IReadOnlyCollection<IPEndPoint> Dialled => _dialled;

    /// <summary>Connections that were opened and are not closed.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>The heads of the requests that arrived, in order.</summary>
    public IReadOnlyCollection<string> Heads => _heads;

    /// <summary>Addresses that refuse connections.</summary>
    public HashSet<string> Refusing { get; } = [];

    /// <summary>Runs before a connection is there; null when it is there at once.</summary>
    public Func<CancellationToken, Task>? Dialling { get; set; }

    /// <summary>Writes the answer to one request. Default: 200 with the text "ok".</summary>
    public Func<Stream, CancellationToken, Task> Answer { get; set; } = Bytes(Response("ok"u8.ToArray()));

    public static Func<Stream, CancellationToken, Task> Bytes(params byte[][] parts) =>
        async (stream, ct) =>
        {
            foreach (var part in parts)
            {
                await stream.WriteAsync(part, ct);
            }
        };

    public static byte[] Response(byte[] body, string headers = "", string status = "200 OK") =>
        [.. Head($"{headers}Content-Length: {body.Length}\r\n", status), .. body];

    public static byte[] Head(string headers, string status = "200 OK") => Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}\r\n");

    public async Task<Stream> DialAsync(IPEndPoint address, CancellationToken ct)
    {
        _dialled.Enqueue(address);
        await (Dialling?.Invoke(ct) ?? Task.CompletedTask);
        if (Refusing.Contains(address.Address.ToString()))
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        var (toServer, toClient) = (new Pipe(), new Pipe());
        _ = Task.Run(() => ServeAsync(toServer.Reader.AsStream(), toClient.Writer.AsStream()), CancellationToken.None);
        Interlocked.Increment(ref _open);
        return new Duplex(toClient.Reader, toServer.Writer, () => Interlocked.Decrement(ref _open));
    }

    private async Task ServeAsync(Stream requests, Stream answers)
    {
        using var gone = new CancellationTokenSource();
        try
        {
            while (await ReadHeadAsync(requests) is { } head)
            {
                _heads.Enqueue(head);
                await Answer(answers, gone.Token);
                await answers.FlushAsync(gone.Token);
                if (head.Contains("X-Close", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }
        catch (Exception hungUp) when (hungUp is IOException or InvalidOperationException)
        {
            // The client has seen enough.
        }
        finally
        {
            await answers.DisposeAsync();
        }
    }

    private static async Task<string?> ReadHeadAsync(Stream requests)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await requests.ReadAsync(one) == 1)
        {
            head.Append((char)one[0]);
            if (head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n")
            {
                return head.ToString();
            }
        }

        return null;
    }

    private sealed class Duplex(PipeReader reader, PipeWriter writer, Action closed) : Stream
    {
        private int _isClosed;
        private readonly Stream _read = reader.AsStream();
        private readonly Stream _write = writer.AsStream();

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) => _read.ReadAsync(buffer, ct);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct = default) => _write.WriteAsync(buffer, ct);

        public override Task FlushAsync(CancellationToken ct) => _write.FlushAsync(ct);

        public override void Flush() => _write.Flush();

        public override int Read(byte[] buffer, int offset, int count) => _read.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => _write.Write(buffer, offset, count);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && Interlocked.Exchange(ref _isClosed, 1) == 0)
            {
                closed();
                // As a socket does: closing ends a read that is waiting.
                reader.CancelPendingRead();
                _read.Dispose();
                _write.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
