namespace Gatehouse.Security.Hosts;

/// <summary>Finds the URLs that stand verbatim in a text.</summary>
public static class RequestTargets
{
    private const string TrailingPunctuation = ".,;:!?";

    /// <summary>Each URL written out in <paramref name="text"/>, in order, as far as the one parser accepts it.</summary>
    /// <remarks>
    /// A candidate runs from <c>http://</c> or <c>https://</c> to white space, a quote, an angle bracket, a backtick, a closing
    /// bracket that was not opened inside, or non-ASCII punctuation; sentence punctuation at its end is not part of it. A
    /// candidate the parser refuses is skipped whole, never cut down until it fits: a cut URL is one nobody wrote. A URL inside
    /// another's query is part of that one. Linear in the text; pure and thread-safe.
    /// </remarks>
    public static IEnumerable<RequestTarget> FindIn(string text)
    {
        var at = 0;
        while ((at = text.IndexOf("http", at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            if (!StartsUrl(text, at))
            {
                at += "http".Length;
                continue;
            }

            var end = EndOf(text, at);
            var candidate = text.AsSpan(at, end - at).TrimEnd(TrailingPunctuation);
            if (candidate.Length <= RequestTarget.MaxLength && RequestTarget.TryParse(candidate.ToString(), out var target, out _))
            {
                yield return target;
            }

            at = end;
        }
    }

    // "xhttp://" and "svn+http://" are other schemes, not an http URL that starts in the middle of a word.
    private static bool StartsUrl(string text, int at)
    {
        var inWord = at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '+' or '-' or '.');
        var rest = text.AsSpan(at);
        return !inWord
            && (
                rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                || rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            );
    }

    private static int EndOf(string text, int start)
    {
        var (parens, brackets) = (0, 0);
        for (var at = start; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '(':
                    parens++;
                    break;
                case '[':
                    brackets++;
                    break;
                case ')' when --parens < 0:
                case ']' when --brackets < 0:
                case '"' or '\'' or '<' or '>' or '`':
                case var c when IsOutside(c):
                    return at;
            }
        }

        return text.Length;
    }

    // Typographic quotes, ideographic full stops and the like end a URL; letters outside ASCII do not, they are part of it.
    private static bool IsOutside(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || (c > '\x7f' && char.IsPunctuation(c));
}
