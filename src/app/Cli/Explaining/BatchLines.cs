using System.Text;

namespace Gatehouse.Cli.Explaining;

/// <summary>Lines of a stream, ended by a line feed with or without a carriage return before it. Not thread-safe.</summary>
/// <remarks>
/// Not <see cref="StreamReader"/>: a carriage return inside an address would be the end of a line to it, and a line may be gigabytes.
/// </remarks>
internal sealed class BatchLines(Stream input)
{
    /// <summary>Longest line that is kept; the rest of it is dropped, and what is left is still too long to be an address of 8192 characters.</summary>
    private const int MaxLineBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<byte> _line = [];
    private int _at;
    private int _end;

    /// <summary>The next line, without its end; null after the last one.</summary>
    public ValueTask<string?> ReadAsync(CancellationToken ct) =>
        TryTake(out var line) ? ValueTask.FromResult<string?>(line) : FillAsync(ct);

    private async ValueTask<string?> FillAsync(CancellationToken ct)
    {
        while (true)
        {
            (_at, _end) = (0, await input.ReadAsync(_buffer, ct));
            if (_end == 0)
            {
                return _line.Count > 0 ? Text() : null;
            }

            if (TryTake(out var line))
            {
                return line;
            }
        }
    }

    private bool TryTake(out string line)
    {
        var rest = _buffer.AsSpan(_at, _end - _at);
        var feed = rest.IndexOf((byte)'\n');
        var piece = feed < 0 ? rest : rest[..feed];
        _line.AddRange(piece[..Math.Min(piece.Length, MaxLineBytes - _line.Count)]);
        _at += feed < 0 ? rest.Length : feed + 1;
        line = feed < 0 ? "" : Text();
        return feed >= 0;
    }

    private string Text()
    {
        var text = Encoding.UTF8.GetString(_line.ToArray());
        _line.Clear();
        return text.EndsWith('\r') ? text[..^1] : text;
    }
}
