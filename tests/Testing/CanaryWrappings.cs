using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Gatehouse.Testing;

/// <summary>Undoes what a hostile sender might wrap a canary in. Each yields the inner bytes; wrong guesses yield nothing.</summary>
internal static partial class CanaryWrappings
{
    private const int LargestInflated = 16 << 20;

    public static IEnumerable<(string Name, byte[] Inner)> Undo(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (text.Contains('%', StringComparison.Ordinal))
        {
            yield return ("percent", Decode(PercentByte(), text));
        }

        if (text.Contains("\\u00", StringComparison.OrdinalIgnoreCase))
        {
            yield return ("json", Decode(JsonEscape(), text));
        }

        // White space inside base64 or hex is dropped by most decoders, so the runs are looked for without it.
        var dense = WhiteSpace().Replace(text, "");
        if (dense.Length != text.Length)
        {
            yield return ("whitespace", Encoding.Latin1.GetBytes(dense));
        }

        foreach (var run in Base64Runs(text).Concat(HexRuns(text)))
        {
            yield return run;
        }

        foreach (var inflated in Inflated(bytes))
        {
            yield return inflated;
        }
    }

    /// <summary>Only letters and digits: what is left when somebody puts dots, dashes or blanks between the parts.</summary>
    public static byte[] Squeeze(byte[] bytes) => [.. bytes.Where(b => char.IsAsciiLetterOrDigit((char)b))];

    private static byte[] Decode(Regex escape, string text) =>
        Encoding.Latin1.GetBytes(
            escape.Replace(
                text,
                match => ((char)byte.Parse(match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            )
        );

    private static IEnumerable<(string, byte[])> Base64Runs(string text)
    {
        foreach (Match run in Base64Run().Matches(text))
        {
            var standard = run.Value.Replace('-', '+').Replace('_', '/');
            // A run may begin anywhere in the text around it, so each of the four phases is tried.
            for (var phase = 0; phase < 4; phase++)
            {
                var whole = standard[phase..];
                // A last group of one character holds no byte; of two or three it is only not padded.
                var usable = whole.Length % 4 == 1 ? whole[..^1] : whole;
                yield return ("base64", Convert.FromBase64String(usable.PadRight((usable.Length + 3) / 4 * 4, '=')));
            }
        }
    }

    private static IEnumerable<(string, byte[])> HexRuns(string text)
    {
        foreach (Match run in HexRun().Matches(text))
        {
            yield return ("hex", Convert.FromHexString(run.Value[..(run.Length / 2 * 2)]));
        }
    }

    private static IEnumerable<(string, byte[])> Inflated(byte[] bytes)
    {
        for (var at = 0; at + 2 < bytes.Length; at++)
        {
            if (bytes[at] == 0x1f && bytes[at + 1] == 0x8b && bytes[at + 2] == 8)
            {
                yield return ("gzip", Inflate(bytes, at, stream => new GZipStream(stream, CompressionMode.Decompress)));
            }
            else if ((bytes[at] & 0x0f) == 8 && bytes[at] >> 4 <= 7 && ((bytes[at] << 8) + bytes[at + 1]) % 31 == 0)
            {
                yield return ("zlib", Inflate(bytes, at, stream => new ZLibStream(stream, CompressionMode.Decompress)));
            }
        }

        // Raw deflate has no mark; it is tried where a body would begin.
        var body = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        yield return ("deflate", Inflate(bytes, 0, stream => new DeflateStream(stream, CompressionMode.Decompress)));
        if (body >= 0)
        {
            yield return ("deflate", Inflate(bytes, body + 4, stream => new DeflateStream(stream, CompressionMode.Decompress)));
        }
    }

    /// <summary>As much as comes out before the stream turns out to be damaged or something else.</summary>
    private static byte[] Inflate(byte[] bytes, int at, Func<Stream, Stream> open)
    {
        using var output = new MemoryStream();
        try
        {
            using var inflater = open(new MemoryStream(bytes, at, bytes.Length - at));
            var buffer = new byte[8192];
            int read;
            while (output.Length < LargestInflated && (read = inflater.Read(buffer)) > 0)
            {
                output.Write(buffer, 0, read);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException) { }

        return output.ToArray();
    }

    [GeneratedRegex("%([0-9A-Fa-f]{2})")]
    private static partial Regex PercentByte();

    [GeneratedRegex(@"\\u00([0-9A-Fa-f]{2})")]
    private static partial Regex JsonEscape();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("[A-Za-z0-9+/_-]{16,}")]
    private static partial Regex Base64Run();

    [GeneratedRegex("[0-9A-Fa-f]{24,}")]
    private static partial Regex HexRun();
}
