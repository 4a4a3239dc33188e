using System.Buffers;

namespace Gatehouse.Security.Injection;

/// <summary>The next part of a phrase: one of a few words, near enough.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
internal sealed class PhraseStep
{
    private readonly int _gap;
    private readonly PhraseWord[] _words;
    private readonly SearchValues<string> _set;
    private readonly int _longest;

    /// <param name="gap">Most characters between the part before and this one.</param>
    /// <param name="words">In folded form; a word also stands for what begins with it, unless it ends with <c>$</c>.</param>
    public PhraseStep(int gap, params string[] words)
    {
        _gap = gap;
        // The longest first: what matches decides where the next part is looked for.
        _words = [.. words.Select(PhraseWord.Parse).OrderByDescending(word => word.Text.Length)];
        _set = SearchValues.Create([.. _words.Select(word => word.Text)], StringComparison.Ordinal);
        _longest = _words[0].Text.Length;
    }

    /// <summary>Where this part ends when it follows the place <paramref name="from"/>; -1 when it does not.</summary>
    public int Follow(ReadOnlySpan<char> text, int from)
    {
        var reach = text.Slice(from, Math.Min(text.Length - from, _gap + 1 + _longest));
        var end = reach.IndexOf('\n');
        var window = end < 0 ? reach : reach[..end];
        for (var at = 0; at <= _gap + 1; at++)
        {
            var found = at < window.Length ? window[at..].IndexOfAny(_set) : -1;
            if (found < 0)
            {
                return -1;
            }

            at += found;
            foreach (var word in _words)
            {
                if (at <= _gap + 1 && word.IsAt(text, from + at))
                {
                    return from + at + word.Text.Length;
                }
            }
        }

        return -1;
    }
}
