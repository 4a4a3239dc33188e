using System.Text;
using System.Text.Json;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>A streamed answer, line by line as it is on the wire.</summary>
internal sealed class EventLines(HttpResponseMessage answer) : IDisposable
{
    private readonly StringBuilder _all = new();
    private StreamReader? _lines;

    /// <summary>All that came.</summary>
    public string All => _all.ToString();

    public bool IsDone => All.EndsWith("data: [DONE]\n\n", StringComparison.Ordinal);

    public IReadOnlyList<JsonElement> Chunks =>
        [
            .. All.Split('\n')
                .Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
                .Select(line => Asker.Json(line["data: ".Length..])),
        ];

    public string Content => string.Concat(Deltas.Select(delta => delta.Text("content")));

    public IEnumerable<JsonElement> Deltas =>
        Chunks
            .Where(chunk => chunk.TryGetProperty("choices", out var choices) && choices.GetArrayLength() == 1)
            .Select(chunk => chunk.GetProperty("choices")[0].GetProperty("delta"));

    /// <summary>Pieces of calls in their order.</summary>
    public IReadOnlyList<JsonElement> CallPieces =>
        [
            .. Deltas
                .Where(delta => delta.TryGetProperty("tool_calls", out _))
                .SelectMany(delta => delta.GetProperty("tool_calls").EnumerateArray()),
        ];

    /// <summary>The error at the end; undefined when there is none.</summary>
    public JsonElement Error => Chunks.Select(chunk => chunk.TryGetProperty("error", out var error) ? error : default).LastOrDefault();

    /// <summary>Reads until some content is there.</summary>
    public async Task UntilContentAsync(CancellationToken ct = default)
    {
        while (Content.Length == 0 && await LineAsync(ct)) { }

        Assert.NotEqual("", Content);
    }

    /// <summary>Reads to the end, orderly or not.</summary>
    public async Task<EventLines> ToEndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            while (await LineAsync(patience.Token)) { }
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            // Cut off: what came until then is the answer.
        }

        return this;
    }

    public void Dispose() => answer.Dispose();

    private async Task<bool> LineAsync(CancellationToken ct)
    {
        _lines ??= new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        if (await _lines.ReadLineAsync(ct) is not { } line)
        {
            return false;
        }

        _all.Append(line).Append('\n');
        return true;
    }
}
