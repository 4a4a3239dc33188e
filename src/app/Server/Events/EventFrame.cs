using System.Globalization;
using System.Text;

namespace Gatehouse.Server.Events;

/// <summary>One event as it goes out: its number, its name and its JSON. It is put into bytes once, for all who read it.</summary>
/// <remarks>Immutable.</remarks>
internal sealed class EventFrame
{
    /// <summary>About what a frame holds in memory beside its data.</summary>
    private const int Overhead = 128;

    private const int EmptyLine = 2;

    private readonly byte[] _bytes;
    private readonly int _head;

    /// <param name="seq">0 for a frame without a place in the stream.</param>
    /// <param name="data">JSON without line breaks, so one data line is enough.</param>
    public EventFrame(string epoch, long seq, string type, byte[] data)
    {
        (Seq, Id, Type) = (seq, IdOf(epoch, seq), type);
        var head = Encoding.UTF8.GetBytes($"id: {Id}\nevent: {type}\ndata: ");
        (_bytes, _head) = ([.. head, .. data, (byte)'\n', (byte)'\n'], head.Length);
    }

    public long Seq { get; }

    public string Id { get; }

    public string Type { get; }

    public ReadOnlySpan<byte> Data => _bytes.AsSpan(_head, _bytes.Length - _head - EmptyLine);

    /// <summary>The frame as an event stream carries it.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    public int Size => Data.Length + Overhead;

    public static string IdOf(string epoch, long seq) => string.Create(CultureInfo.InvariantCulture, $"{epoch}-{seq}");
}
