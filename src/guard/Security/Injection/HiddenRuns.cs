using System.Buffers;

namespace Gatehouse.Security.Injection;

/// <summary>Finds text that is there for programs and not for people.</summary>
internal static class HiddenRuns
{
    /// <summary>Invisible characters in a row that are no spelling any more: enough for two letters in binary.</summary>
    private const int MaxInvisible = 16;

    private const int MaxTagsOfFlag = 7;

    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        "\u200B\u200C\u200D\u2060\u2061\u2062\u2063\u2064\uFEFF\u202D\u202E\uFE00\uFE01\uFE02\uFE03\uFE04\uFE05\uFE06\uFE07\uFE08\uFE09\uFE0A\uFE0B\uFE0C\uFE0D\uFE0E\uFE0F\uDB40"
    );

    public static void Find(ReadOnlySpan<char> text, ref SignalSet found)
    {
        for (var at = text.IndexOfAny(Suspects); at >= 0; )
        {
            var run = text[at..].IndexOfAnyExcept(RunCharacters);
            var length = run < 0 ? text.Length - at : run;
            if (IsHiding(text, at, Math.Max(1, length)))
            {
                found.Add(InjectionSignal.HiddenText);
                return;
            }

            var after = at + Math.Max(1, length);
            var next = text[after..].IndexOfAny(Suspects);
            at = next < 0 ? -1 : after + next;
        }
    }

    // The suspects and the second halves of what begins with DB40: tags and the selectors beyond the sixteenth.
    private static readonly SearchValues<char> RunCharacters = SearchValues.Create([
        .. "\u200B\u200C\u200D\u2060\u2061\u2062\u2063\u2064\uFEFF\u202D\u202E\uDB40",
        .. Enumerable.Range(0xFE00, 16).Select(c => (char)c),
        .. Enumerable.Range(0xDC00, 0x80).Select(c => (char)c),
        .. Enumerable.Range(0xDD00, 0xF0).Select(c => (char)c),
    ]);

    private static bool IsHiding(ReadOnlySpan<char> text, int start, int length)
    {
        var (tags, selectors, invisible) = (0, 0, 0);
        for (var i = start; i < start + length; i++)
        {
            switch (text[i])
            {
                case '\u202D' or '\u202E':
                    return true;
                case '\uDB40' when i + 1 < text.Length:
                    tags += text[i + 1] is >= '\uDC00' and < '\uDC80' ? 1 : 0;
                    selectors += text[i + 1] is >= '\uDD00' and < '\uDDF0' ? 1 : 0;
                    break;
                case >= '\uFE00' and <= '\uFE0F':
                    selectors++;
                    break;
                case >= '\u200B' and <= '\uFEFF' and not (>= '\uD800' and <= '\uDFFF'):
                    invisible++;
                    break;
            }
        }

        return tags > (IsFlag(text, start) ? MaxTagsOfFlag : 0) || selectors > 1 || invisible >= MaxInvisible;
    }

    // England, Scotland and Wales are a black flag and a few tags.
    private static bool IsFlag(ReadOnlySpan<char> text, int start) =>
        start >= 2 && text[start - 2] == '\uD83C' && text[start - 1] == '\uDFF4';
}
