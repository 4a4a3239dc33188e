using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Testing;

/// <summary>Copies every plaintext byte that a connection receives, read or not by the server above it.</summary>
internal sealed class ReceivedBytes
{
    private readonly Lock _gate = new();
    private readonly MemoryStream _all = new();

    public byte[] ToArray()
    {
        lock (_gate)
        {
            return _all.ToArray();
        }
    }

    public void Attach(ConnectionContext connection) => connection.Transport = new TappedTransport(connection.Transport, this);

    private void Append(ReadOnlySequence<byte> bytes)
    {
        lock (_gate)
        {
            foreach (var segment in bytes)
            {
                _all.Write(segment.Span);
            }
        }
    }

    private sealed class TappedTransport(IDuplexPipe inner, ReceivedBytes received) : IDuplexPipe
    {
        public PipeReader Input { get; } = new TappedReader(inner.Input, received);

        public PipeWriter Output => inner.Output;
    }

    private sealed class TappedReader(PipeReader inner, ReceivedBytes received) : PipeReader
    {
        private ReadOnlySequence<byte> _current;

        // Bytes at the head of the buffer that were copied by an earlier read and have not been consumed since.
        private long _copied;

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            Copy(await inner.ReadAsync(cancellationToken));

        public override bool TryRead(out ReadResult result)
        {
            var has = inner.TryRead(out result);
            if (has)
            {
                Copy(result);
            }

            return has;
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _copied -= _current.Slice(0, consumed).Length;
            _current = default;
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        private ReadResult Copy(ReadResult result)
        {
            _current = result.Buffer;
            if (_current.Length > _copied)
            {
                received.Append(_current.Slice(_copied));
                _copied = _current.Length;
            }

            return result;
        }
    }
}
