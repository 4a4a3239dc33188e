using System.Collections.Immutable;
using System.Text.Json;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Effects;

/// <summary>Effects to their canonical bytes and back. What a person approves is rendered by decoding the stored bytes.</summary>
/// <remarks>Pure and thread-safe. Decoding accepts only what encoding produces: the bytes are encoded again and compared.</remarks>
public static class EffectCodec
{
    public static byte[] Encode(Effect effect)
    {
        using var writer = new CanonicalWriter(effect.Kind.Wire());
        effect.Write(writer);
        return writer.Finish();
    }

    /// <summary>Reads stored bytes.</summary>
    /// <exception cref="MalformedEffectException">Unknown version or kind, or bytes that encoding would not have produced.</exception>
    public static Effect Decode(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 4 });
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != CanonicalWriter.Version)
            {
                throw new MalformedEffectException("the stored effect has another format version");
            }

            var effect = Read(root);
            return Encode(effect).AsSpan().SequenceEqual(bytes.Span)
                ? effect
                : throw new MalformedEffectException("the stored bytes are not canonical");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new MalformedEffectException("the stored bytes are not an effect");
        }
    }

    private static Effect Read(JsonElement root) =>
        EffectNames.Parse(root.GetProperty("kind").GetString()) switch
        {
            EffectKind.ModelCall => new ModelCall(
                Text(root, "provider"),
                Text(root, "endpoint").Length == 0 ? null : Target(root, "endpoint"),
                Text(root, "model"),
                root.GetProperty("prompt").GetBytesFromBase64(),
                root.GetProperty("messages").GetInt32(),
                root.GetProperty("max_tokens").GetInt32()
            ),
            EffectKind.FetchPage => new FetchPage(Target(root, "url")),
            EffectKind.HttpRequest => Request(root),
            EffectKind.WriteMemory => new WriteMemory(Text(root, "path"), Text(root, "content"), root.GetProperty("append").GetBoolean()),
            EffectKind.ReadMemory => new ReadMemory(Text(root, "path"), Text(root, "query"), root.GetProperty("limit").GetInt32()),
            EffectKind.DeleteMemory => new DeleteMemory(Text(root, "path")),
            EffectKind.ExtractValue => Extract(root),
            EffectKind.ChangeSettings => Settings(root),
            EffectKind.Compute => new Compute(Text(root, "function"), Text(root, "arguments")),
            EffectKind.CreateToken => new CreateToken(
                Text(root, "name"),
                Text(root, "scope"),
                root.GetProperty("created").GetInt64(),
                root.GetProperty("expires").GetInt64(),
                Text(root, "hash")
            ),
            _ => throw new MalformedEffectException("the stored effect is of an unknown kind"),
        };

    private static HttpRequest Request(JsonElement root)
    {
        var method = WebMethods.Parse(Text(root, "method"));
        var headers = root.GetProperty("headers").EnumerateArray().Select(Header);
        var request = method is null
            ? null
            : HttpRequest.TryCreate(method.Value, Target(root, "url"), [.. headers], root.GetProperty("body").GetBytesFromBase64(), out _);
        return request ?? throw new MalformedEffectException("the stored request breaks today's rules");
    }

    private static ExtractValue Extract(JsonElement root)
    {
        var type = AnswerTypes.Parse(Text(root, "type")) ?? throw new MalformedEffectException("the stored answer type is unknown");
        var target = Text(root, "url").Length == 0 ? null : Target(root, "url");
        var options = root.GetProperty("options")
            .EnumerateArray()
            .Select(option => option.GetString() ?? throw new MalformedEffectException("an option is null"));
        return ExtractValue.TryCreate(target, Text(root, "path"), Text(root, "question"), type, [.. options], out _)
            ?? throw new MalformedEffectException("the stored extraction breaks today's rules");
    }

    private static ChangeSettings Settings(JsonElement root)
    {
        var set = root.GetProperty("set").EnumerateArray().Select(Header).Select(pair => new SettingChange(pair.Name, pair.Value));
        var unset = root.GetProperty("unset")
            .EnumerateArray()
            .Select(name => new SettingChange(name.GetString() ?? throw new MalformedEffectException("a name is null"), Value: null));
        return ChangeSettings.TryCreate(set.Concat(unset))
            ?? throw new MalformedEffectException("the stored change of settings breaks today's rules");
    }

    private static HeaderField Header(JsonElement pair) =>
        pair.GetArrayLength() == 2 && pair[0].GetString() is { } name && pair[1].GetString() is { } value
            ? new HeaderField(name, value)
            : throw new MalformedEffectException("a header is not a pair of texts");

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new MalformedEffectException("a member is null");

    private static RequestTarget Target(JsonElement root, string name) =>
        RequestTarget.TryParse(Text(root, name), out var target, out var why)
            ? target
            : throw new MalformedEffectException(TargetRejectionText.Describe(why));
}
