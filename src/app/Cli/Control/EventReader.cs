using System.Text;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Cli.Control;

/// <summary>Reads events off an open stream.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private const string TypeField = "event: ";
    private const string DataField = "data: ";

    /// <summary>Longest line that is kept, in characters: the server itself holds no more than 8 MB of events. A longer one is passed over.</summary>
    internal const int MaxLine = 8 * 1024 * 1024;

    private readonly char[] _buffer = new char[4096];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;

    /// <summary>The next event that this program knows; null when the server closed the stream.</summary>
    public async Task<ServerEvent?> NextAsync(CancellationToken ct)
    {
        while (await ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(DataField, StringComparison.Ordinal) && Parse(line[DataField.Length..]) is { } happened)
            {
                return happened;
            }
        }

        return null;
    }

    /// <summary>The next event of any name, as it came; null when the server closed the stream.</summary>
    public async Task<(string Type, string Data)?> NextPairAsync(CancellationToken ct)
    {
        var type = "message";
        while (await ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(TypeField, StringComparison.Ordinal))
            {
                type = line[TypeField.Length..];
            }
            else if (line.StartsWith(DataField, StringComparison.Ordinal))
            {
                return (type, line[DataField.Length..]);
            }
        }

        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }

    // CR LF gives an empty line more, which holds no event.
    private async Task<string?> ReadLineAsync(CancellationToken ct)
    {
        _line.Clear();
        var length = 0L;
        while (await FillAsync(ct))
        {
            var rest = _buffer.AsSpan(_at.._end);
            var end = rest.IndexOfAny('\n', '\r');
            var part = end < 0 ? rest : rest[..end];
            length += part.Length;
            _line.Append(length <= MaxLine ? part : default);
            _at += end < 0 ? part.Length : part.Length + 1;
            if (end >= 0)
            {
                return length <= MaxLine ? _line.ToString() : "";
            }
        }

        return length is > 0 and <= MaxLine ? _line.ToString() : null;
    }

    private async Task<bool> FillAsync(CancellationToken ct)
    {
        if (_at < _end)
        {
            return true;
        }

        try
        {
            (_at, _end) = (0, await lines.ReadAsync(_buffer, ct));
            return _end > 0;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return false; // A server that was killed ends the stream like one that stopped.
        }
    }

    private static ServerEvent? Parse(string data)
    {
        try
        {
            return JsonSerializer.Deserialize(data, GatehouseJson.Default.ServerEvent);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null; // An event of a newer server.
        }
    }
}
