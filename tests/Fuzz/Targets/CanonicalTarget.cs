using System.Collections.Immutable;
using System.Text;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Fuzz.Targets;

/// <summary>The stored bytes of effects: whatever is read is what would be written, and anything else is refused in one way.</summary>
internal sealed class CanonicalTarget : FuzzTarget
{
    public override string Name => "canonical";

    public override IEnumerable<string> Seeds => Effects().Select(effect => string.Concat(EffectCodec.Encode(effect).Select(b => (char)b)));

    public override IEnumerable<string> Atoms =>
        "\"v\":1|\"v\":2|\"kind\":|\"fetch_page\"|\"http_request\"|\"model_call\"|\"url\":\"|https://a.example/|\"headers\":[|[\"X\",\"1\"]|\"body\":\"|YQ==|\\u0041|\\ud800|,|:|{|}|[|]|\"|null|true|-1|1e2|99999999999|\u00c3\u00a9|\u00ff".Split(
            '|'
        );

    public override string Check(string input)
    {
        var bytes = Bytes(input);
        Effect effect;
        try
        {
            effect = EffectCodec.Decode(bytes);
        }
        catch (MalformedEffectException refused)
        {
            Must(!refused.Message.Contains('\n', StringComparison.Ordinal), "the message holds no content");
            return refused.Message.Length > 40 ? refused.Message[..40] : refused.Message;
        }

        Must(EffectCodec.Encode(effect).AsSpan().SequenceEqual(bytes), "what is read would be written so");
        Must(EffectPreview.Of(effect).Count > 0, "what is read can be shown");
        Must(!effect.Line.Contains('\n', StringComparison.Ordinal), "its line is one line");
        return $"accepted {effect.Kind}";
    }

    private static IEnumerable<Effect> Effects()
    {
        var target = RequestTarget.TryParse("https://a.example:8443/x?q=1", out var read, out _)
            ? read
            : throw new FuzzException("no target");
        yield return new FetchPage(target);
        yield return new Compute("time", "{\"operation\":\"now\"}");
        yield return new ReadMemory("", "tea", 5);
        yield return new WriteMemory("notes/é.md", "line\n\"two\" 漢 😀", Append: true);
        yield return new ModelCall("some", target, "m-1", Encoding.UTF8.GetBytes("[]"), 1, 100);
        yield return HttpRequest.TryCreate(
            WebMethod.Post,
            target,
            ImmutableArray.Create(new HeaderField("X-A", "1"), new HeaderField("Accept", "text/html")),
            Encoding.UTF8.GetBytes("{\"a\":1}"),
            out _
        )!;
    }
}
