using System.Buffers;
using Gatehouse.Security.Leaks.Matching;

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
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=.~%\\&#:@\0"
    );

    private const string Indentation = " \t\u00a0\u3000";

    // Most that is skipped between two lines: line breaks, blank lines, indentation.
    private const int MaxGap = 256;

    // Lines that are followed from one that is no part of their block: they are followed again from the first that is.
    private const int MaxAgain = 1024;

    // Soft breaks of quoted-printable (RFC 2045 section 6.7) come at 76 characters: on a short line an equals sign is somebody's own.
    private const int LongLine = 60;

    // Most that marks a line as quoted or as a comment.
    private const int MaxMark = 4;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\u0085\u2028\u2029");

    // What a token does not go on over.
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\u0085\u00a0\u2028\u2029\u3000\"'`");

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        for (var at = text.IndexOfAny(Breaks); at >= 0; )
        {
            var end = at + 1;
            if (TryJoin(text, at, out var from, out var to))
            {
                var start = text[..from].LastIndexOfAny(Ends) + 1;
                // The line at the start may be prose: the next one is looked at by itself, unless both are lines of one block.
                var isBlock = BeginsLine(text, start) && from - start == EndOfToken(text, to) - to;
                var found = Follow(text, from, to, isBlock ? int.MaxValue : MaxAgain, null);
                if (
                    (found.IsKeyLike || HasDigit(text[start..from]))
                    && from - start + found.Length >= MinToken
                    && layer.IsNew(start, found.End)
                )
                {
                    Add(layer, start, from, to, found.End, ref work);
                    if (found.BeforeLast > to)
                    {
                        // The line at the end may be prose, of whatever length, which a format of fixed length does not take.
                        AddTail(layer, start, from, to, found.BeforeLast, ref work);
                    }
                }

                end = isBlock ? found.End : end;
            }

            end = Math.Max(end, to);
            var next = text[end..].IndexOfAny(Breaks);
            at = next < 0 ? -1 : end + next;
        }
    }

    // Nothing but quotation marks, bullets and the like before it on its line.
    private static bool BeginsLine(ReadOnlySpan<char> text, int at)
    {
        var before = text[Math.Max(0, at - MaxGap)..at];
        var lineBreak = before.LastIndexOfAny(Breaks);
        return (lineBreak >= 0 || at <= MaxGap) && !before[(lineBreak + 1)..].ContainsAny(LeakAlphabet.Alphanumeric.Values);
    }

    // Of a long block only the end of it, which is all that the last line can be part of.
    private static void AddTail(in Layer layer, int start, int from, int to, int stop, ref Unwrapping work)
    {
        while (stop - start > 2 * LeakStream.MaxHeld)
        {
            var end = EndOfToken(layer.Text, to);
            if (
                NextBreak(layer.Text, end) is not (>= 0 and var lineBreak)
                || lineBreak >= stop
                || !TryJoin(layer.Text, lineBreak, out var nextFrom, out var nextTo)
                || nextTo >= stop
            )
            {
                break;
            }

            (start, from, to) = (to, nextFrom, nextTo);
        }

        Add(layer, start, from, to, stop, ref work);
    }

    private static void Add(in Layer layer, int start, int from, int to, int stop, ref Unwrapping work)
    {
        if (work.Build() is not { } built)
        {
            work.Skip(layer, start, stop);
            return;
        }

        var context = Math.Max(0, start - Before);
        built.Copy(layer.Text[context..from], context);
        Follow(layer.Text[..stop], from, to, int.MaxValue, built);
        work.Add(layer, built, squeezed: true);
    }

    // The token from the start of a line on, over as many lines as it goes on. What breaks a token breaks it at one width, so lines of
    // another length are not part of it, but for the last: a list of words is no broken key.
    private static Run Follow(ReadOnlySpan<char> text, int from, int to, int most, ViewBuilder? built)
    {
        var width = EndOfToken(text, to) - to;
        var isKeyLike = false;
        for (var (length, lines) = (0, 1); ; lines++)
        {
            var end = EndOfToken(text, to);
            // Longer is only the last piece, with what stands behind the key without a blank.
            var isLast = end - to != width;
            end = Math.Min(end, to + width);
            built?.Change("", from, to, "broken lines");
            built?.Copy(text[to..end], to);
            length += end - to;
            isKeyLike |= HasDigit(text[to..end]);
            var lineBreak = NextBreak(text, end);
            var join = from;
            if (isLast || lines == most || lineBreak < 0 || !TryJoin(text, lineBreak, out from, out to))
            {
                return new Run(end, length, isKeyLike, join);
            }
        }
    }

    // Where a run of lines ends, how many characters are on them, and where it would end without its last line.
    private readonly record struct Run(int End, int Length, bool IsKeyLike, int BeforeLast);

    private static int EndOfToken(ReadOnlySpan<char> text, int at) =>
        text[at..].IndexOfAny(Ends) is >= 0 and var length ? at + length : text.Length;

    // The line break behind a token, or behind the quotation mark that ends it; -1 when something else stands there.
    private static int NextBreak(ReadOnlySpan<char> text, int end)
    {
        var rest = text.Slice(end, Math.Min(MaxGap, text.Length - end));
        rest = rest is ['"' or '\'' or '`', ..] ? rest[1..].TrimStart(Indentation).TrimStart("+.&\\") : rest;
        rest = rest.TrimStart(Indentation);
        return rest is [var c, ..] && Breaks.Contains(c) ? end + Math.Min(MaxGap, text.Length - end) - rest.Length : -1;
    }

    /// <param name="from">Behind the last character of the line.</param>
    /// <param name="to">The first character of the next.</param>
    private static bool TryJoin(ReadOnlySpan<char> text, int lineBreak, out int from, out int to)
    {
        from = text[..lineBreak].TrimEnd(Indentation).Length;
        to = lineBreak;
        var most = Math.Min(text.Length, lineBreak + MaxGap);
        while (to < most && (Breaks.Contains(text[to]) || Indentation.Contains(text[to])))
        {
            to++;
        }

        if (from == 0 || to == text.Length)
        {
            return false;
        }

        to += Marked(text, from, to);
        Unquote(text, ref from, ref to);
        if (from > LongLine && text[from - 1] == '=' && !text[(from - LongLine)..from].ContainsAny(Breaks))
        {
            from--;
        }

        return from > 0
            && to < text.Length
            && (IsFlank(text[from - 1]) || EndsInEntity(text[..from]))
            && (IsFlank(text[to]) || text[to] == ';');
    }

    // How many characters mark the next line as quoted or as a comment, when the same ones mark this line: "> ", "// ", "| ".
    private static int Marked(ReadOnlySpan<char> text, int from, int to)
    {
        if (char.IsAsciiLetterOrDigit(text[to]))
        {
            return 0;
        }

        var line = text[(text[..from].LastIndexOfAny(Breaks) + 1)..].TrimStart(Indentation);
        var next = text[to..];
        // Three and a blank are a prompt, behind which something of its own begins.
        if (line is ['>', ..] && next is ['>', ..] and not ['>', '>', '>', ' ', ..])
        {
            next = next[..Math.Min(next.Length, MaxGap)];
            return next.Length - next.TrimStart(" \t>").Length;
        }

        var mark = next[..Math.Min(next.Length, MaxMark + 1)].IndexOfAny(" \t");
        return
            mark > 0
            && line.StartsWith(next[..(mark + 1)], StringComparison.Ordinal)
            && !next[..mark].ContainsAny(LeakAlphabet.Alphanumeric.Values)
            && next[0] != '>'
            ? mark + 1 + (next.Length - mark - 1 - next[(mark + 1)..].TrimStart(Indentation).Length)
            : 0;
    }

    // Pieces of one string: `"sk-" +` on one line and `"proj"` on the next.
    private static void Unquote(ReadOnlySpan<char> text, ref int from, ref int to)
    {
        var line = text[..from].TrimEnd("+.&\\").TrimEnd(Indentation);
        var rest = text[to..];
        rest = rest is ['+' or '.' or '&', ..] ? rest[1..].TrimStart(Indentation) : rest;
        if (line is [.., '"' or '\'' or '`'] && rest.Length > 1 && rest[0] == line[^1])
        {
            (from, to) = (line.Length - 1, text.Length - rest.Length + 1);
        }
    }

    // Code ends its lines with a semicolon too.
    private static bool EndsInEntity(ReadOnlySpan<char> text) => text[^1] == ';' && text[Math.Max(0, text.Length - 10)..].Contains('&');

    private static bool IsFlank(char c) => Flanks.Contains(c) || (!char.IsAscii(c) && !char.IsWhiteSpace(c));

    // A private key's first line has none.
    private static bool HasDigit(ReadOnlySpan<char> token) =>
        token.ContainsAnyInRange('0', '9')
        || KeyLike.HasRandomCase(token, MinToken)
        || token.ContainsAnyInRange('\uff10', '\uff19')
        || token.Contains("----", StringComparison.Ordinal);
}
