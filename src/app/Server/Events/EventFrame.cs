using System.Globalization;
using System.Text;

namespace Gatehouse.Server.Events;

/// <summary>One event as it goes out: its number, its name and its JSON.</summary>
/// <param name="Seq">0 for a frame without a place in the stream.</param>
internal sealed record EventFrame(string Epoch, long Seq, string Type, byte[] Data)
{
    /// <summary>About what a frame holds in memory beside its data.</summary>
    private const int Overhead = 128;

    public int Size => Data.Length + Overhead;

    public string Id => IdOf(Epoch, Seq);

    public static string IdOf(string epoch, long seq) => string.Create(CultureInfo.InvariantCulture, $"{epoch}-{seq}");

    /// <summary>The frame as an event stream carries it. JSON holds no line break, so one data line is enough.</summary>
    public byte[] ToBytes()
    {
        var head = Encoding.UTF8.GetBytes($"id: {Id}\nevent: {Type}\ndata: ");
        return [.. head, .. Data, (byte)'\n', (byte)'\n'];
    }
}
