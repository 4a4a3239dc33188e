using System.Collections.Frozen;

namespace Gatehouse.Agent.Drivers.Html;

/// <summary>
/// Whether a page is one that the parser reads in reasonable time. Its work grows with the square of the nesting and of the attributes of
/// one tag: a few megabytes of either would keep a core busy for hours.
/// </summary>
/// <remarks>
/// An estimate in one pass over the tags, so that most such pages are refused at once and told why. Tags that close nothing, and SVG, can
/// hide nesting from it; what they hide is bounded by <see cref="PacedHtml"/>.
/// </remarks>
internal static class HtmlLimits
{
    /// <summary>Deepest nesting: browsers stop at 512, too.</summary>
    public const int MaxDepth = 512;

    /// <summary>Most attributes of one tag; real pages stay below a hundred.</summary>
    public const int MaxAttributes = 1000;

    // Elements that have no end tag, or whose end tag may be left out: an open one ends with the next of its kind.
    private static readonly FrozenSet<string> NotNested = new[]
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "option",
        "optgroup",
        "colgroup",
        "html",
        "head",
        "body",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> RawText = new[]
    {
        "script",
        "style",
        "textarea",
        "title",
        "xmp",
        "iframe",
        "noembed",
        "noframes",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Allow(string html)
    {
        var depth = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at))
        {
            if (html.AsSpan(at).StartsWith("<!--", StringComparison.Ordinal))
            {
                at = After(html, "-->", at + 4);
                continue;
            }

            var closes = html[at + 1] == '/';
            var name = NameAt(html, at + (closes ? 2 : 1));
            if (name.Length == 0)
            {
                at++;
                continue;
            }

            (at, var attributes) = EndOfTag(html, at + 1);
            depth = NotNested.Contains(name) ? depth : Math.Max(0, depth + (closes ? -1 : 1));
            if (depth > MaxDepth || attributes > MaxAttributes)
            {
                return false;
            }

            if (!closes && RawText.Contains(name))
            {
                // Stays before its end tag, which is counted like any other.
                at = Before(html, $"</{name}", at);
            }
        }

        return true;
    }

    private static string NameAt(string html, int at)
    {
        var end = at;
        while (end < html.Length && end - at < 32 && (char.IsAsciiLetterOrDigit(html[end]) || html[end] == '-'))
        {
            end++;
        }

        return end > at && char.IsAsciiLetter(html[at]) ? html[at..end] : "";
    }

    private static (int After, int Attributes) EndOfTag(string html, int at)
    {
        var gaps = 0;
        var quote = '\0';
        for (; at < html.Length; at++)
        {
            var c = html[at];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c == '>')
            {
                return (at + 1, gaps);
            }
            else if (c is '"' or '\'' && html[at - 1] == '=')
            {
                quote = c;
            }
            else if (char.IsWhiteSpace(c) || c is '/' or '"' or '\'')
            {
                gaps++;
            }
        }

        return (html.Length, gaps);
    }

    private static int After(string html, string mark, int from)
    {
        var found = from < html.Length ? html.IndexOf(mark, from, StringComparison.Ordinal) : -1;
        return found < 0 ? html.Length : found + mark.Length;
    }

    private static int Before(string html, string mark, int from)
    {
        var found = from < html.Length ? html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase) : -1;
        return found < 0 ? html.Length : found;
    }
}
