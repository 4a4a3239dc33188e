using System.Buffers;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Closes up a token that was written in groups of one width with a blank between them: <c>sk-p roj- AbC4 5dEf</c>.</summary>
internal static class SpacedGroups
{
    private const int MinWidth = 2;
    private const int MaxWidth = 12;
    private const int MinGroups = 3;

    /// <summary>Fewest characters of all groups: no credential is shorter, and a few short words of one length are no rarity.</summary>
    private const int MinLetters = 16;

    // What stands before a token and belongs to the credential: "Bearer ".
    private const int Before = 16;

    // b64token of RFC 6750, and the blanks between the groups.
    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/= "
    );

    private static readonly SearchValues<char> Blanks = SearchValues.Create(" \t\r\n");

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        // The run so far: groups of one width, the first of them at `first`.
        var (first, width, groups) = (0, 0, 0);
        for (var start = 0; start < text.Length; )
        {
            var more = text[start..].IndexOfAny(Blanks);
            var end = more < 0 ? text.Length : start + more;
            var length = end - start;
            // A first group may still be a mark or a word of the sentence that happens to be as long.
            var isGroup = groups > 0 && length == width && !text[start..end].ContainsAnyExcept(Letters);
            if (isGroup && !(groups == 1 && text.Slice(first, width).ContainsAnyExcept(Letters)))
            {
                groups++;
            }
            else
            {
                Add(layer, first, width, groups, Math.Min(end, start + width), ref work);
                // A quotation mark or a name may be attached to the first group.
                var isAttached =
                    groups > 0 && length is >= MinWidth && length < width && !char.IsAsciiLetterOrDigit(text[start - length - 2]);
                (first, width, groups) = isAttached ? (start - length - 1, length, 2) : (start, length, 1);
            }

            if (end == text.Length || text[end] != ' ')
            {
                Add(layer, first, width, groups, start, ref work);
                groups = 0;
            }

            start = end + 1;
        }
    }

    // The last group may be shorter, or something may be attached to it.
    private static void Add(in Layer layer, int first, int width, int groups, int end, ref Unwrapping work)
    {
        if (groups == 0 || width is < MinWidth or > MaxWidth)
        {
            return;
        }

        var text = layer.Text;
        var whole = (groups * (width + 1)) - 1;
        if (text.Slice(first, whole).ContainsAnyExcept(Letters))
        {
            return;
        }

        var tail = text[(first + whole)..Math.Max(end, first + whole)];
        var other = tail.IndexOfAnyExcept(Letters);
        end = first + whole + (other < 0 ? tail.Length : other);
        if (groups + (end > first + whole + 1 ? 1 : 0) < MinGroups || end - first - groups < MinLetters)
        {
            return;
        }

        var run = text[first..end];
        if (!layer.IsNew(first, end) || !(run.ContainsAnyInRange('0', '9') || KeyLike.HasRandomCase(run)))
        {
            return;
        }

        if (work.Build() is not { } built)
        {
            work.Skip(layer, first, end);
            return;
        }

        var context = Math.Max(0, first - Before);
        built.Copy(text[context..first], context);
        for (var at = first; at < end; at += width + 1)
        {
            if (at > first)
            {
                built.Change("", at - 1, at, "spaced groups");
            }

            built.Copy(text[at..Math.Min(end, at + width)], at);
        }

        work.Add(layer, built, squeezed: true);
    }
}
