using System.Threading.Channels;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Server.Completions;

/// <summary>Scanned pieces of a reply on their way to a client. Taking one never waits: the client's slowness is not the Gate's.</summary>
/// <remarks>Holds at most one reply, whose length the driver bounds. One reader.</remarks>
internal sealed class ReplyFeed : ICallSink
{
    private readonly Channel<ReplyPiece> _pieces = Channel.CreateUnbounded<ReplyPiece>(
        // The clock may release held text while the driver writes a piece of a call.
        new UnboundedChannelOptions { SingleReader = true }
    );

    public ChannelReader<ReplyPiece> Pieces => _pieces.Reader;

    public ValueTask WriteAsync(string piece, CancellationToken ct)
    {
        _pieces.Writer.TryWrite(new ReplyPiece.Text(piece));
        return ValueTask.CompletedTask;
    }

    public ValueTask WriteCallAsync(CallPiece piece, CancellationToken ct)
    {
        _pieces.Writer.TryWrite(new ReplyPiece.Call(piece));
        return ValueTask.CompletedTask;
    }

    public void Complete() => _pieces.Writer.TryComplete();
}
