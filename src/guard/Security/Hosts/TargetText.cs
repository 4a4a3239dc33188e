using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Hosts;

/// <summary>The character rules of a URL's parts, shared by targets and path prefixes so that both mean the same bytes.</summary>
internal static class TargetText
{
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // Printable ASCII without the backslash: where nothing else stands, nothing has to be looked at one by one.
    private static readonly SearchValues<char> Plain = SearchValues.Create(LettersAndDigits + " !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~");

    // What the URL Standard does not encode: the complement of its path percent-encode set …
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(LettersAndDigits + "!$%&'()*+,-./:;=@[]^_|~");

    // … and of its special-query percent-encode set.
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(LettersAndDigits + "!$%&()*+,-./:;=?@[]^_`{|}~");

    /// <summary>Refuses what is wrong wherever it stands: controls, backslashes, halves of characters.</summary>
    public static TargetRejection CheckEverywhere(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyExcept(Plain);
        for (; at >= 0 && at < text.Length; at++)
        {
            var c = text[at];
            if (char.IsControl(c))
            {
                return TargetRejection.ControlCharacter;
            }

            if (c == '\\')
            {
                return TargetRejection.Backslash;
            }

            if (char.IsSurrogate(c))
            {
                if (at + 1 == text.Length || !char.IsSurrogatePair(c, text[at + 1]))
                {
                    return TargetRejection.LoneSurrogate;
                }

                at++;
            }
        }

        return TargetRejection.None;
    }

    /// <summary>The path as it is sent. Percent codes that are there stay as they are written.</summary>
    public static ReadOnlySpan<char> EncodePath(ReadOnlySpan<char> path) => Encode(path, PathCharacters);

    /// <summary>The query as it is sent.</summary>
    public static ReadOnlySpan<char> EncodeQuery(ReadOnlySpan<char> query) => Encode(query, QueryCharacters);

    /// <param name="path">As <see cref="EncodePath"/> gives it.</param>
    public static TargetRejection CheckPath(ReadOnlySpan<char> path)
    {
        if (path.Contains('^'))
        {
            return TargetRejection.UnsettledCharacter;
        }

        if (!PercentEncoding.IsWellFormed(path))
        {
            return TargetRejection.BadPercentEncoding;
        }

        if (!path.Contains('%') && !path.Contains("/.", StringComparison.Ordinal))
        {
            return TargetRejection.None;
        }

        foreach (var range in path.Split('/'))
        {
            var why = CheckSegment(path[range]);
            if (why != TargetRejection.None)
            {
                return why;
            }
        }

        return TargetRejection.None;
    }

    public static TargetRejection CheckQuery(ReadOnlySpan<char> query) =>
        PercentEncoding.IsWellFormed(query) ? TargetRejection.None : TargetRejection.BadPercentEncoding;

    private static TargetRejection CheckSegment(ReadOnlySpan<char> segment)
    {
        // Decoded as often as it goes: behind a proxy that decodes once, %252e%252e is "..".
        var decoded = PercentEncoding.DecodeFully(segment);
        if (PercentEncoding.HasOverlongForm(decoded))
        {
            return TargetRejection.OverlongEncoding;
        }

        if (decoded.IndexOfAny((byte)'/', (byte)'\\') >= 0)
        {
            return TargetRejection.EncodedSeparator;
        }

        if (decoded.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0 || decoded.Contains((byte)0x7F))
        {
            return TargetRejection.EncodedControl;
        }

        // Some servers cut path parameters before resolving dots: "..;x" climbs on Tomcat.
        var semicolon = decoded.IndexOf((byte)';');
        var name = semicolon < 0 ? decoded : decoded[..semicolon];
        return name.SequenceEqual("."u8) || name.SequenceEqual(".."u8) ? TargetRejection.DotSegment : TargetRejection.None;
    }

    private static ReadOnlySpan<char> Encode(ReadOnlySpan<char> text, SearchValues<char> raw)
    {
        var at = text.IndexOfAnyExcept(raw);
        if (at < 0)
        {
            return text;
        }

        // A character of three bytes becomes nine.
        var output = new StringBuilder(text.Length + 64);
        Span<byte> bytes = stackalloc byte[4];
        output.Append(text[..at]);
        foreach (var rune in text[at..].EnumerateRunes())
        {
            if (rune.IsAscii && raw.Contains((char)rune.Value))
            {
                output.Append((char)rune.Value);
                continue;
            }

            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                output.Append('%').Append(HexDigit(value >> 4)).Append(HexDigit(value & 0xF));
            }
        }

        return output.ToString();
    }

    private static char HexDigit(int value) => "0123456789ABCDEF"[value];
}
