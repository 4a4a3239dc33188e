using System.Text;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Server.Events;

/// <summary>The answer of one running turn as far as it has come. It stands in for the turn's chunks, which are not kept.</summary>
internal sealed class RunningText(string threadId, string turnId)
{
    /// <summary>Longest text kept, in characters; a turn beyond it is fetched again instead.</summary>
    private const int MaxLength = 512 * 1024;

    private readonly StringBuilder _text = new();

    /// <summary>Number of the last chunk in it.</summary>
    public long Seq { get; private set; }

    /// <summary>Whether it grew too long to be replayed.</summary>
    public bool IsLost { get; private set; }

    public void Add(StreamChunkEvent chunk, long seq)
    {
        Seq = seq;
        if (chunk.Replace == true)
        {
            _text.Clear();
            IsLost = false;
        }

        if (IsLost || _text.Length + chunk.Content.Length > MaxLength)
        {
            _text.Clear();
            IsLost = true;
            return;
        }

        _text.Append(chunk.Content);
    }

    public StreamChunkEvent ToEvent() => new(_text.ToString(), threadId, turnId, Replace: true);
}
