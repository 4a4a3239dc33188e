using System.Buffers;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Joins a token that was broken over lines, as terminals and mail programs do with what is too long.</summary>
internal static class BrokenLines
{
    /// <summary>Shortest token that is looked at when joined: no credential is shorter.</summary>
    private const int MinToken = 12;

    // What stands before a token and belongs to the credential: "Bearer ".
    private const int Before = 32;

    // What a broken token ends and begins with; NUL is half of a letter in UTF-16. Code ends its lines with other marks, and its next line with closing ones.
    private static readonly SearchValues<char> Flanks = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=.~%\\&#\0"
    );

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        for (var at = text.IndexOf('\n'); at >= 0; )
        {
            var end = at + 1;
            if (TryJoin(text, at, out var from, out var to))
            {
                var start = text[..from].LastIndexOfAny(Blanks) + 1;
                var found = Follow(text, from, to, null);
                if (
                    (found.IsKeyLike || HasDigit(text[start..from]))
                    && from - start + found.Length >= MinToken
                    && layer.IsNew(start, found.End)
                )
                {
                    Add(layer, start, from, to, found.End, ref work);
                    if (found.BeforeLast > to)
                    {
                        // The line at the end may be prose, which a format of fixed length does not take.
                        Add(layer, start, from, to, found.BeforeLast, ref work);
                    }
                }

                // So may the line at the start: the next one is looked at by itself, unless both are lines of one block.
                var isBlock = JoinedLines.BeginsLine(text, start) && from - start == EndOfToken(text, to) - to;
                end = isBlock ? found.End : end;
            }

            var next = text[end..].IndexOf('\n');
            at = next < 0 ? -1 : end + next;
        }
    }

    private static void Add(in Layer layer, int start, int from, int to, int stop, ref Unwrapping work)
    {
        if (work.Build() is not { } built)
        {
            return;
        }

        var context = Math.Max(0, start - Before);
        built.Copy(layer.Text[context..from], context);
        Follow(layer.Text[..stop], from, to, built);
        work.Add(layer, built, squeezed: true);
    }

    // The token from the start of a line on, over as many lines as it goes on. What breaks a token breaks it at one width, so lines of
    // another length are not part of it, but for the last: a list of words is no broken key.
    private static Run Follow(ReadOnlySpan<char> text, int from, int to, ViewBuilder? built)
    {
        var width = EndOfToken(text, to) - to;
        var isKeyLike = false;
        for (var length = 0; ; )
        {
            var end = EndOfToken(text, to);
            // Longer is only the last piece, with what stands behind the key without a blank.
            var isLast = end - to != width;
            end = Math.Min(end, to + width);
            built?.Change("", from, to, "broken lines");
            built?.Copy(text[to..end], to);
            length += end - to;
            isKeyLike |= HasDigit(text[to..end]);
            var lineBreak = text[end..].TrimStart("\r \t") is ['\n', ..] rest ? text.Length - rest.Length : -1;
            var join = from;
            if (isLast || lineBreak < 0 || !TryJoin(text, lineBreak, out from, out to))
            {
                return new Run(end, length, isKeyLike, isLast ? join : 0);
            }
        }
    }

    // Where a run of lines ends, how many characters are on them, and where it would end without its last line when that has another length.
    private readonly record struct Run(int End, int Length, bool IsKeyLike, int BeforeLast);

    private static int EndOfToken(ReadOnlySpan<char> text, int at) =>
        text[at..].IndexOfAny(Blanks) is >= 0 and var length ? at + length : text.Length;

    /// <param name="from">Behind the last character of the line.</param>
    /// <param name="to">The first character of the next.</param>
    private static bool TryJoin(ReadOnlySpan<char> text, int lineBreak, out int from, out int to)
    {
        from = text[..lineBreak].TrimEnd("\r \t").Length;
        to = text.Length - text[(lineBreak + 1)..].TrimStart(" \t>").Length;
        return from > 0
            && to < text.Length
            && (IsFlank(text[from - 1]) || EndsInEntity(text[..from]))
            && (IsFlank(text[to]) || text[to] == ';');
    }

    // Code ends its lines with a semicolon too.
    private static bool EndsInEntity(ReadOnlySpan<char> text) => text[^1] == ';' && text[Math.Max(0, text.Length - 10)..].Contains('&');

    private static bool IsFlank(char c) => Flanks.Contains(c) || (!char.IsAscii(c) && !char.IsWhiteSpace(c));

    // A private key's first line has none.
    private static bool HasDigit(ReadOnlySpan<char> token) =>
        token.ContainsAnyInRange('0', '9')
        || token.ContainsAnyInRange('\uff10', '\uff19')
        || token.Contains("----", StringComparison.Ordinal);
}
