using System.Buffers;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>The ends of a run of base64 that goes on over line breaks, as mail and keys write it.</summary>
internal static class JoinedLines
{
    private const string Blanks = " \t";

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n=\"'`<>)]},;\\&");

    /// <summary>Where the run that covers <paramref name="at"/> starts, not before <paramref name="floor"/>.</summary>
    public static int Start(ReadOnlySpan<char> text, int floor, int at)
    {
        while (true)
        {
            var start = floor + text[floor..at].LastIndexOfAnyExcept(PackedText.Alphabet) + 1;
            var before = text[floor..start].TrimEnd(Blanks);
            if (before is not [.., '\n'])
            {
                return start;
            }

            before = before[..^1].TrimEnd("\r \t");
            if (before.IsEmpty || !PackedText.Alphabet.Contains(before[^1]))
            {
                return start;
            }

            at = floor + before.Length - 1;
        }
    }

    /// <summary>Where the run that covers <paramref name="at"/> ends.</summary>
    /// <param name="further">
    /// Where it would end if the first word of the line behind it belonged to it, which nobody can tell of the last line; the same when
    /// there is no such word.
    /// </param>
    public static int End(ReadOnlySpan<char> text, int at, out int further)
    {
        while (true)
        {
            var more = text[at..].IndexOfAnyExcept(PackedText.Alphabet);
            var end = more < 0 ? text.Length : at + more;
            var next = NextLine(text, end);
            if (next < 0 || !IsWholeLine(text[next..]))
            {
                var word = next < 0 ? 0 : text[next..].IndexOfAnyExcept(PackedText.Alphabet);
                further = word <= 0 ? end : next + word;
                return end;
            }

            at = next;
        }
    }

    // A line of base64 holds nothing else, so prose is not drawn in word by word; the last one may end with a bracket or so.
    private static bool IsWholeLine(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExcept(PackedText.Alphabet);
        return end != 0 && (end < 0 || LineEnds.Contains(line[end]));
    }

    /// <summary>Whether nothing but blanks, or the marks of a quoted mail, stands before it on its line.</summary>
    public static bool BeginsLine(ReadOnlySpan<char> text, int at) => text[..at].TrimEnd(" \t>") is [] or [.., '\n'];

    /// <summary>The first character of the next line when nothing but a line break and blanks stand before it; -1 when not.</summary>
    public static int NextLine(ReadOnlySpan<char> text, int end)
    {
        var rest = text[end..].TrimStart("\r \t");
        if (rest is not ['\n', ..])
        {
            return -1;
        }

        rest = rest[1..].TrimStart(Blanks);
        return rest.IsEmpty ? -1 : text.Length - rest.Length;
    }
}
