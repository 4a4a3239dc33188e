using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gatehouse.Security.Effects;

/// <summary>
/// Writes an effect in its one and only form: UTF-8 JSON, members in declared order, no white space, no floats, bytes as base64.
/// The same effect always gives the same bytes, so their hash can stand for it.
/// </summary>
internal sealed class CanonicalWriter : IDisposable
{
    /// <summary>Version of the byte format. A stored effect with another version expires and is asked again.</summary>
    public const int Version = 1;

    // Relaxed escaping keeps non-ASCII text readable in the stored bytes; they are never put into HTML unescaped.
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };

    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Utf8JsonWriter _json;

    public CanonicalWriter(string kind)
    {
        _json = new Utf8JsonWriter(_buffer, Format);
        _json.WriteStartObject();
        _json.WriteNumber("v", Version);
        _json.WriteString("kind", kind);
    }

    public void Text(string name, string value) => _json.WriteString(name, WellFormed(value));

    public void Number(string name, long value) => _json.WriteNumber(name, value);

    public void Flag(string name, bool value) => _json.WriteBoolean(name, value);

    public void Bytes(string name, ReadOnlySpan<byte> value) => _json.WriteBase64String(name, value);

    public void Texts(string name, IEnumerable<string> values)
    {
        _json.WriteStartArray(name);
        foreach (var value in values)
        {
            _json.WriteStringValue(WellFormed(value));
        }

        _json.WriteEndArray();
    }

    public void Pairs(string name, IEnumerable<HeaderField> pairs)
    {
        _json.WriteStartArray(name);
        foreach (var pair in pairs)
        {
            _json.WriteStartArray();
            _json.WriteStringValue(WellFormed(pair.Name));
            _json.WriteStringValue(WellFormed(pair.Value));
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }

    public byte[] Finish()
    {
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _json.Dispose();

    // A lone surrogate would be written as U+FFFD: two different effects would share one digest.
    private static string WellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
            {
                continue;
            }

            if (i + 1 >= value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
            {
                throw new MalformedEffectException("text is not well-formed Unicode (lone surrogate)");
            }

            i++;
        }

        return value;
    }
}
