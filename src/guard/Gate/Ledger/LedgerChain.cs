using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gatehouse.Gate.Ledger;

/// <summary>Links entries: each hash covers the entry's members and the hash before it.</summary>
/// <remarks>Tamper-evident, not proof: whoever can rewrite the whole file can rewrite every hash, until a head is kept elsewhere.</remarks>
public static class LedgerChain
{
    private const int Version = 1;

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static LedgerEntry Link(LedgerHead head, EntryDraft what, DateTimeOffset time)
    {
        var seq = head.Seq + 1;
        // Milliseconds are what is stored: hashing more would not survive the round trip.
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        return new LedgerEntry(seq, moment, what, head.Hash, Hash(seq, moment, what, head.Hash));
    }

    public static string Hash(long seq, DateTimeOffset time, EntryDraft what, string previous)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteNumber("seq", seq);
            json.WriteNumber("time", time.ToUnixTimeMilliseconds());
            json.WriteString("kind", what.Kind.Wire());
            json.WriteString("effect", what.Effect?.Value ?? "");
            json.WriteString("effect_kind", what.EffectKind is { } kind ? Security.Effects.EffectNames.Wire(kind) : "");
            json.WriteString("digest", what.Digest?.Hex ?? "");
            json.WriteString("thread", what.Thread?.Value ?? "");
            json.WriteString("turn", what.Turn?.Value ?? "");
            json.WriteString("approval", what.Approval?.ToString(CultureInfo.InvariantCulture) ?? "");
            json.WriteString("size", what.Size?.ToString(CultureInfo.InvariantCulture) ?? "");
            json.WriteString("line", what.Line);
            json.WriteString("previous", previous);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }
}
