using System.Text;

namespace Gatehouse.Security.Effects;

/// <summary>The rows of an approval card. Every member of the canonical bytes has a row: what is not shown cannot be approved.</summary>
public static class EffectPreview
{
    /// <summary>Longest part shown whole; beyond it the card gives size and hash. 16 KiB is about five screens.</summary>
    public const int MaxShown = 16 * 1024;

    public static IReadOnlyList<PreviewField> Of(Effect effect) =>
        effect switch
        {
            HttpRequest request => Request(request),
            FetchPage page =>
            [
                Line("method", "GET"),
                Line("url", page.Target.Url),
                .. Grey(HeaderRules.AddedByTransport(page.Target, null)),
            ],
            ModelCall call =>
            [
                Line("provider", call.Provider),
                Line("endpoint", call.Endpoint?.Url ?? "(inside this process)"),
                Line("model", call.Model),
                Line("messages", $"{call.Messages}"),
                Line("max_tokens", $"{call.MaxTokens}"),
                Bytes("prompt", call.Prompt.Span),
            ],
            WriteMemory write =>
            [
                Line("path", write.Path),
                Line("append", write.Append ? "yes" : "no: replaces the document"),
                Block("content", write.Content),
            ],
            ReadMemory read => [Line("path", read.Path), Line("query", read.Query), Line("limit", $"{read.Limit}")],
            DeleteMemory delete => [Line("path", delete.Path)],
            ExtractValue extract => Extraction(extract),
            CreateToken token =>
            [
                Line("name", token.Name),
                Line("scope", token.Scope),
                Line("created", $"{token.Created}"),
                Line("expires", $"{token.Expires}"),
                Line("hash", token.Hash),
            ],
            ChangeSettings change =>
            [
                .. change.Changes.Select(one => one.Value is { } value ? Line($"set {one.Name}", value) : Line($"unset {one.Name}", "")),
            ],
            Compute compute => [Line("function", compute.Function), Block("arguments", compute.Arguments)],
            _ => throw new MalformedEffectException("this kind of effect cannot be shown, so it cannot be approved"),
        };

    private static List<PreviewField> Request(HttpRequest request)
    {
        var rows = new List<PreviewField> { Line("method", request.Method.Wire()), Line("url", request.Target.Url) };
        rows.AddRange(request.Headers.Select(header => Line($"header {header.Name}", header.Value)));
        rows.AddRange(
            Grey(HeaderRules.AddedByTransport(request.Target, HttpRequest.CarriesBody(request.Method) ? request.Body.Length : null))
        );
        rows.Add(request.Body.IsEmpty ? Line("body", "(none)") : Bytes("body", request.Body.Span));
        return rows;
    }

    private static List<PreviewField> Extraction(ExtractValue extract)
    {
        var rows = new List<PreviewField>
        {
            Line("url", extract.Target?.Url ?? ""),
            Line("path", extract.Path),
            Line("question", extract.Question),
            Line("type", extract.Type.Wire()),
        };
        rows.AddRange(extract.Options.Select((option, index) => Line($"option {index + 1}", option)));
        rows.AddRange(extract.Target is null ? [] : Grey(HeaderRules.AddedByTransport(extract.Target, null)));
        return rows;
    }

    private static IEnumerable<PreviewField> Grey(IEnumerable<HeaderField> headers) =>
        headers.Select(header => new PreviewField($"header {header.Name}", VisibleText.Of(header.Value, keepLineBreaks: false), "grey"));

    private static PreviewField Line(string name, string value) => new(name, VisibleText.Of(value, keepLineBreaks: false), "line");

    private static PreviewField Block(string name, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return bytes.Length > MaxShown
            ? Hidden(name, bytes)
            : new PreviewField(name, VisibleText.Of(value, keepLineBreaks: true), "block", bytes.Length, Digest.Of(bytes).Hex);
    }

    private static PreviewField Bytes(string name, ReadOnlySpan<byte> bytes) =>
        bytes.Length <= MaxShown && EffectPart.Text(bytes) is { } text
            ? new PreviewField(name, text, "block", bytes.Length, Digest.Of(bytes).Hex)
            : Hidden(name, bytes);

    private static PreviewField Hidden(string name, ReadOnlySpan<byte> bytes) =>
        new(name, "", "bytes", bytes.Length, Digest.Of(bytes).Hex, Omitted: true);
}
