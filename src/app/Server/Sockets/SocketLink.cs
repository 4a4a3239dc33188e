using System.Buffers;
using System.Net.WebSockets;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;

namespace Gatehouse.Server.Sockets;

/// <summary>One WebSocket: whole messages in, whole messages out, each within a limit.</summary>
/// <remarks>Sending is thread-safe; receiving is for one task.</remarks>
internal sealed class SocketLink(WebSocket socket) : IEventWriter, IDisposable
{
    /// <summary>What the buffer starts with and goes back to after a large message.</summary>
    private const int UsualBytes = 4 * 1024;

    /// <summary>How long a client may leave its receive window shut. It comes back with its last id.</summary>
    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(20);

    /// <summary>How long the close of a connection may take; a second is many round trips.</summary>
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _sending = new(1);
    private ArrayBufferWriter<byte> _received = new(UsualBytes);

    public async Task SendAsync(ReadOnlyMemory<byte> text, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(SendPatience);
        await _sending.WaitAsync(patience.Token);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async Task<ReceivedMessage> ReceiveAsync(CancellationToken ct)
    {
        if (_received.Capacity > UsualBytes)
        {
            _received = new ArrayBufferWriter<byte>(UsualBytes);
        }

        _received.ResetWrittenCount();
        while (true)
        {
            // No more than tells that it is too much: the library fills what it is given before it returns.
            var (room, memory) = ((int)GatewayLimits.BodyBytes + 1 - _received.WrittenCount, _received.GetMemory(UsualBytes));
            var part = await socket.ReceiveAsync(memory.Length > room ? memory[..room] : memory, ct);
            if (part.MessageType != WebSocketMessageType.Text)
            {
                return part.MessageType == WebSocketMessageType.Close ? new ReceivedMessage.Closed() : new ReceivedMessage.Binary();
            }

            _received.Advance(part.Count);
            if (_received.WrittenCount > GatewayLimits.BodyBytes)
            {
                return new ReceivedMessage.TooLarge();
            }

            if (part.EndOfMessage)
            {
                return new ReceivedMessage.Text(_received.WrittenMemory);
            }
        }
    }

    /// <summary>Says goodbye and waits a moment for the answer, which <paramref name="receiving"/> sees.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string why, Task receiving)
    {
        using var patience = new CancellationTokenSource(ClosePatience);
        try
        {
            await _sending.WaitAsync(patience.Token);
            try
            {
                await socket.CloseOutputAsync(status, why, patience.Token);
            }
            finally
            {
                _sending.Release();
            }

            await receiving.WaitAsync(patience.Token);
            // A client that is cut off while it still sends sees a broken connection instead of the reason.
            while (socket.State == WebSocketState.CloseSent)
            {
                _received.ResetWrittenCount();
                await socket.ReceiveAsync(_received.GetMemory(UsualBytes), patience.Token);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Gone, or it does not answer: the connection ends all the same.
        }
    }

    /// <summary>Gives a goodbye that is on its way the time to arrive: an abort would overtake it.</summary>
    /// <param name="ct">Cancelled when the client is gone.</param>
    public static async Task LingerAsync(CancellationToken ct)
    {
        try
        {
            await Task.Delay(ClosePatience, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }

    public void Abort() => socket.Abort();

    /// <summary>What an ended connection throws, in all its forms.</summary>
    public static bool IsEnd(Exception e) =>
        e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException;

    public Task WriteAsync(EventFrame frame, CancellationToken ct) => SendAsync(SocketFrames.Event(frame), ct);

    // Each message leaves at once.
    public Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

    // The protocol has pings of its own.
    public Task BeatAsync(CancellationToken ct) => Task.CompletedTask;

    public void Dispose()
    {
        _sending.Dispose();
        socket.Dispose();
    }
}
