using System.Collections.Frozen;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Gatehouse.Agent.Models.Commands;

/// <summary>The ways in which an injection can have a text written, so that a filter that looks for the text does not see it.</summary>
internal static class ContextForms
{
    private const string Base32Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    // A label of a host name holds 63 characters (RFC 1035, 2.3.4).
    private const int LongestLabel = 63;

    private static readonly FrozenDictionary<string, Func<string, string>> Forms = new Dictionary<string, Func<string, string>>
    {
        [""] = text => text,
        ["base64"] = text => Base64(text),
        // A byte more or less in front moves every character of what follows.
        ["base64-1"] = text => Base64("." + text),
        ["base64-2"] = text => Base64(".." + text),
        ["base64url"] = text => UrlBase64(Encoding.UTF8.GetBytes(text)),
        ["base32"] = text => Base32(Encoding.UTF8.GetBytes(text)),
        ["hex"] = text => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)),
        ["percent"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(each => $"%{each:X2}")),
        ["percent-twice"] = text => string.Concat(Encoding.UTF8.GetBytes(text).Select(each => $"%{each:X2}")),
        ["gzip"] = text => UrlBase64(Gzip(Encoding.UTF8.GetBytes(text))),
        ["reversed"] = text => new string([.. text.Reverse()]),
        ["upper"] = text => text.ToUpperInvariant(),
        ["lower"] = text => text.ToLowerInvariant(),
        ["rot13"] = text => string.Concat(text.Select(Rotated)),
        ["spread"] = text => string.Join('-', text.AsEnumerable()),
        ["labels"] = text => string.Join('.', Base32(Encoding.UTF8.GetBytes(text)).Chunk(LongestLabel).Select(label => new string(label))),
        ["first"] = text => Part(text, 0),
        ["second"] = text => Part(text, 1),
        ["third"] = text => Part(text, 2),
        ["port"] = text => (1024 + text.Sum(each => each) % 60_000).ToString(CultureInfo.InvariantCulture),
    }.ToFrozenDictionary();

    /// <summary>Whether the form is already written for a URL; any other is percent-encoded there.</summary>
    public static bool IsReadyForUrl(string form) => form == "percent";

    /// <summary>The text in that form; nothing for a form that nobody knows. <c>char-3</c> is the third character.</summary>
    public static string Write(string form, string text) =>
        form.StartsWith("char-", StringComparison.Ordinal) && int.TryParse(form.AsSpan(5), NumberStyles.None, null, out var place)
            ? text.Skip(place - 1).Take(1).Aggregate("", (_, each) => char.ToLowerInvariant(each).ToString())
        : Forms.TryGetValue(form, out var write) ? write(text)
        : "";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string UrlBase64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Part(string text, int number) => text[(text.Length * number / 3)..(text.Length * (number + 1) / 3)];

    private static char Rotated(char each) =>
        each switch
        {
            >= 'a' and <= 'z' => (char)('a' + (each - 'a' + 13) % 26),
            >= 'A' and <= 'Z' => (char)('A' + (each - 'A' + 13) % 26),
            _ => each,
        };

    private static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var each in bytes)
        {
            (bits, held) = ((bits << 8) | each, held + 8);
            for (; held >= 5; held -= 5)
            {
                text.Append(Base32Alphabet[(bits >> (held - 5)) & 31]);
            }

            bits &= (1 << held) - 1;
        }

        return (held > 0 ? text.Append(Base32Alphabet[(bits << (5 - held)) & 31]) : text).ToString();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }
}
