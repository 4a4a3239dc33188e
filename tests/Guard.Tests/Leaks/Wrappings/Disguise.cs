using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Gatehouse.Guard.Tests.Leaks.Wrappings;

/// <summary>One way to hide a text in a text.</summary>
/// <param name="OnKey">It only makes sense on the credential itself: its prefix is changed, or it would destroy another wrapping.</param>
/// <param name="Depth">How many wrappings it is.</param>
/// <param name="Takes">Texts that can be hidden this way; null when all can.</param>
internal sealed record Disguise(
    string Name,
    Func<string, RandomText, string> Hide,
    bool OnKey = false,
    int Depth = 1,
    Func<string, bool>? Takes = null
)
{
    public static IReadOnlyList<Disguise> All { get; } =
    [
        new("percent", (text, _) => EachByte(text, b => $"%{b:x2}")),
        new("percent, some", (text, random) => Some(text, random, c => EachByte(c, b => $"%{b:X2}"))),
        new("json", (text, _) => Each(text, c => $"\\u{(int)c:x4}")),
        new("json, some", (text, random) => Some(text, random, c => Each(c, unit => $"\\u{(int)unit:X4}"))),
        new("c", (text, _) => EachByte(text, b => $"\\x{b:x2}")),
        new("octal, some", (text, random) => Some(text, random, c => EachByte(c, b => "\\" + Convert.ToString(b, 8).PadLeft(3, '0')))),
        new("entities", (text, _) => string.Concat(text.EnumerateRunes().Select(rune => $"&#{rune.Value};"))),
        new("entities, some", (text, random) => Some(text, random, c => $"&#x{char.ConvertToUtf32(c, 0):x};")),
        new("base64", (text, _) => Base64(text)),
        new("base64url", (text, _) => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        new("base64, glued", (text, random) => "/abcDEF"[..(1 + random.Next(7))] + Base64(text)),
        new("base64, shifted", (text, random) => Base64("=; "[..random.Next(4)] + text + "&b")),
        new("base64, in lines", (text, random) => Lines(Base64(text), 4 * (5 + random.Next(15)), "\r\n  ")),
        new("hex", (text, _) => HexOf(text)),
        new("hex, glued", (text, _) => "id_a" + HexOf(text).ToUpperInvariant()),
        new("hex, apart", (text, _) => string.Join(' ', HexOf(text).Chunk(2).Select(pair => new string(pair)))),
        new("hex, list", (text, _) => string.Join(", ", HexOf(text).Chunk(2).Select(pair => "0x" + new string(pair)))),
        new("gzip in base64", (text, _) => Base64(Gzip(text))),
        new("gzip in hex", (text, _) => Convert.ToHexStringLower(Gzip(text))),
        new("zlib in base64url", (text, _) => Base64(Zlib(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        new("deflate in base64", (text, _) => Base64(Deflate(text))),
        new("utf-16 in base64", (text, _) => Base64(Encoding.Unicode.GetBytes(text)), Depth: 2),
        new("zero-width", (text, random) => Between(text, random, "\u200b"), Takes: Visible),
        new("soft hyphens", (text, random) => Between(text, random, "\u00ad"), Takes: Visible),
        new("direction marks", (text, random) => "\u202e" + Between(text, random, "\u2066") + "\u202c", Takes: Visible),
        new("variation selectors", (text, random) => Between(text, random, "\ufe0f"), Takes: Visible),
        new("tags between", (text, random) => Between(text, random, "\U000e0041"), Takes: Visible),
        new("all tags", (text, _) => Each(text, c => char.ConvertFromUtf32(0xe0000 + c)), Takes: Printable),
        new("selector bytes", (text, _) => EachByte(text, b => char.ConvertFromUtf32(b < 16 ? 0xfe00 + b : 0xe0100 + b - 16))),
        new("NUL between", (text, _) => string.Concat(text.EnumerateRunes().Select(rune => rune + "\0")), Takes: Visible),
        new("fullwidth", (text, _) => Each(text, c => c is > ' ' and <= '~' ? ((char)(c + 0xfee0)).ToString() : c.ToString()), Takes: Word),
        new(
            "look-alike prefix",
            (text, _) => LookAlike(text[..Math.Min(12, text.Length)]) + text[Math.Min(12, text.Length)..],
            OnKey: true
        ),
        new("mathematical", (text, _) => Each(text, Mathematical), OnKey: true),
        new("spaced", (text, _) => string.Join(' ', text.AsEnumerable()), Takes: Letters),
        new("one letter a line", (text, _) => string.Join('\n', text.AsEnumerable()), Takes: Letters),
        new("dotted", (text, _) => string.Join('·', text.AsEnumerable()), Takes: Letters),
        new("in lines", (text, random) => Lines(text, 5 + random.Next(30), "\n"), Takes: Word),
        new("in indented lines", (text, random) => Lines(text, 9 + random.Next(30), "\r\n    "), Takes: Word),
        new("in quoted lines", (text, random) => "\n> " + Lines(text, 9 + random.Next(30), "\n> "), OnKey: true, Takes: Word),
        new("in a comment", (text, random) => "\n// " + Lines(text, 9 + random.Next(30), "\n// "), OnKey: true, Takes: Word),
        new("with blank lines", (text, random) => Lines(text, 9 + random.Next(30), "\n\n"), OnKey: true, Takes: Word),
        new("with line separators", (text, random) => Lines(text, 9 + random.Next(30), "\u2028"), OnKey: true, Takes: Word),
        new("with carriage returns", (text, random) => Lines(text, 9 + random.Next(30), "\r"), OnKey: true, Takes: Word),
        new("with wide blanks", (text, random) => Lines(text, 9 + random.Next(30), "\n\u3000\u00a0"), OnKey: true, Takes: Word),
        new("in pieces of a string", (text, random) => $"\"{Lines(text, 9 + random.Next(30), "\" +\n    \"")}\"", OnKey: true, Takes: Word),
        new("dashed", (text, _) => string.Join('-', text.AsEnumerable()), OnKey: true),
        new("underscored", (text, _) => string.Join('_', text.AsEnumerable()), OnKey: true),
        new("with commas", (text, _) => string.Join(", ", text.AsEnumerable()), OnKey: true, Takes: Word),
        new("list of letters", (text, _) => $"['{string.Join("', '", text.AsEnumerable())}']", OnKey: true, Takes: Word),
        new("JSON list", (text, _) => $"[\n    \"{string.Join("\",\n    \"", text.AsEnumerable())}\"\n]", OnKey: true, Takes: Word),
        new("groups", (text, random) => Lines(text, 2 + random.Next(7), " "), OnKey: true, Takes: Word),
        new(
            "coloured",
            (text, _) => $"\u001b[38;2;255;100;200m\u001b[K{text[..5]}\u001b[01;31m{text[5..]}\u001b[0m",
            OnKey: true,
            // Its escape is a control, which ends a stretch of text in decoded bytes.
            Depth: 2
        ),
        new("wrong case", (text, _) => Swapped(text), OnKey: true),
        new("reversed", (text, _) => string.Concat(text.Reverse()), OnKey: true),
    ];

    public override string ToString() => Name;

    private static bool Printable(string text) => text.All(c => c is >= ' ' and <= '~');

    private static bool Word(string text) => Visible(text) && !text.Any(char.IsWhiteSpace);

    // Hidden characters among hidden ones are lost.
    private static bool Visible(string text) => !text.Any(c => c == '\u001b' || char.IsSurrogate(c) || c is >= '\ufe00' and <= '\ufe0f');

    // Those outside the basic plane are two characters, and blanks between blanks are none.
    private static bool Letters(string text) =>
        !text.Any(c => char.IsSurrogate(c) || c == '\u001b')
        && !text.StartsWith('\n')
        && !text.Zip(text.Skip(1), (a, b) => char.IsWhiteSpace(a) && char.IsWhiteSpace(b)).Any(both => both)
        && !text.Contains('·', StringComparison.Ordinal);

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] bytes) => Pack(bytes, stream => new GZipStream(stream, CompressionLevel.Optimal));

    public static byte[] Zlib(string text) =>
        Pack(Encoding.UTF8.GetBytes(text), stream => new ZLibStream(stream, CompressionLevel.Optimal));

    public static byte[] Deflate(string text) =>
        Pack(Encoding.UTF8.GetBytes(text), stream => new DeflateStream(stream, CompressionLevel.Optimal));

    private static byte[] Pack(byte[] bytes, Func<Stream, Stream> open)
    {
        using var packed = new MemoryStream();
        using (var packing = open(packed))
        {
            packing.Write(bytes);
        }

        return packed.ToArray();
    }

    private static string Base64(string text) => Base64(Encoding.UTF8.GetBytes(text));

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    private static string HexOf(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));

    private static string Each(string text, Func<char, string> code) => string.Concat(text.Select(code));

    private static string EachByte(string text, Func<byte, string> code) => string.Concat(Encoding.UTF8.GetBytes(text).Select(code));

    // At least one character, and the marks that would read as codes of their own. A pair of surrogates stays one.
    private static string Some(string text, RandomText random, Func<string, string> code)
    {
        var letters = text.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        var sure = random.Next(Math.Min(letters.Count, 12));
        return string.Concat(
            letters.Select((letter, place) => place == sure || letter is "%" or "\\" or "&" || random.Next(5) == 0 ? code(letter) : letter)
        );
    }

    private static string Between(string text, RandomText random, string hidden) =>
        string.Concat(
            text.EnumerateRunes().Select((letter, place) => place == 1 || random.Next(3) == 0 ? hidden + letter : letter.ToString())
        );

    private static string Lines(string text, int width, string lineBreak) =>
        string.Join(lineBreak, text.EnumerateRunes().Chunk(width).Select(line => string.Concat(line)));

    private static string LookAlike(string text) =>
        Each(
            text,
            c =>
                "a\u0430e\u0435o\u043ep\u0440c\u0441s\u0455i\u0456k\u043aA\u0410B\u0412I\u0406K\u041aS\u0405-\u2010_\uff3f" is var pairs
                && pairs.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at
                    ? pairs[at + 1].ToString()
                    : c.ToString()
        );

    private static string Mathematical(char c) =>
        c switch
        {
            >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1d5a0 + c - 'A'),
            >= 'a' and <= 'z' => char.ConvertFromUtf32(0x1d5ba + c - 'a'),
            >= '0' and <= '9' => char.ConvertFromUtf32(0x1d7e2 + c - '0'),
            _ => c.ToString(),
        };

    // The letters of the prefix, in the case that they are not documented in.
    private static string Swapped(string text)
    {
        var end = text.StartsWith("-----", StringComparison.Ordinal) ? 10 : Math.Min(7, text.Length);
        return string.Concat(
            text.Select(
                (c, place) =>
                    place >= end ? c
                    : char.IsUpper(c) ? char.ToLower(c, CultureInfo.InvariantCulture)
                    : char.ToUpper(c, CultureInfo.InvariantCulture)
            )
        );
    }
}
