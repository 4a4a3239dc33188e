using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Injection;

/// <summary>
/// Breaks up what a reader could take for structure, so that it can be undone: a backslash behind the first character, one more where
/// there is one already. <c>&lt;|im_end|&gt;</c> becomes <c>&lt;\|im_end|&gt;</c>.
/// </summary>
/// <remarks>Immutable and thread-safe; linear in the text; a text without marks is returned as it is.</remarks>
public sealed class MarkEscape
{
    private const char Escape = '\\';

    private readonly ILookup<char, string> _rests;
    private readonly SearchValues<char> _firsts;

    /// <param name="own">Marks besides those of chat templates. No mark may begin again inside another, or undoing could not tell them apart.</param>
    public MarkEscape(params IEnumerable<string> own)
    {
        var marks = ChatMarks.All.Concat(own).ToList();
        _rests = marks.ToLookup(mark => char.ToLowerInvariant(mark[0]), mark => mark[1..]);
        _firsts = SearchValues.Create([
            .. marks.SelectMany(mark => new[] { char.ToLowerInvariant(mark[0]), char.ToUpperInvariant(mark[0]) }),
        ]);
    }

    /// <summary>The text without a mark in it.</summary>
    public string Break(string text)
    {
        StringBuilder? output = null;
        var copied = 0;
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            if (IsMark(text[at], text.AsSpan(at + 1).TrimStart(Escape)))
            {
                output ??= new StringBuilder(text.Length + 16);
                output.Append(text, copied, at + 1 - copied).Append(Escape);
                copied = at + 1;
            }
        }

        return output is null ? text : output.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>What <see cref="Break"/> was given.</summary>
    public string Restore(string text)
    {
        // From the end: a mark may reach into the next one, and is whole again only when that one is.
        var restored = new char[text.Length];
        var start = text.Length;
        for (var at = text.Length - 1; at >= 0; at--)
        {
            restored[--start] = text[at];
            var rest = restored.AsSpan(start + 1);
            if (rest.StartsWith(Escape) && _firsts.Contains(text[at]) && IsMark(text[at], rest.TrimStart(Escape)))
            {
                restored[++start] = text[at];
            }
        }

        return start == 0 ? text : new string(restored, start, text.Length - start);
    }

    private int Next(string text, int from)
    {
        var found = text.AsSpan(from).IndexOfAny(_firsts);
        return found < 0 ? -1 : from + found;
    }

    private bool IsMark(char first, ReadOnlySpan<char> rest)
    {
        foreach (var known in _rests[char.ToLowerInvariant(first)])
        {
            if (rest.StartsWith(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return first == '<' && IsNamed(rest);
    }

    // <|name|>, and DeepSeek's form with full-width bars. The name may hold backslashes: a mark inside it may have been broken already.
    private static bool IsNamed(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || !IsBar(rest[0]))
        {
            return false;
        }

        var end = 1;
        while (end < rest.Length && (char.IsLetterOrDigit(rest[end]) || rest[end] is '_' or '-' or '.' or ':' or '\u2581' or Escape))
        {
            end++;
        }

        return end > 1 && end + 1 < rest.Length && IsBar(rest[end]) && rest[end + 1] == '>';
    }

    private static bool IsBar(char c) => c is '|' or '\uFF5C';
}
