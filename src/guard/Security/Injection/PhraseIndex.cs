using System.Buffers;
using System.Collections.Frozen;

namespace Gatehouse.Security.Injection;

/// <summary>Finds the phrases of a list in folded text: a quick look at the first letters of each word, then a bounded one at each candidate.</summary>
/// <remarks>Immutable and thread-safe. No memory is used while nothing is found.</remarks>
internal sealed class PhraseIndex
{
    // Scripts beyond have no spaces between words, or glue articles to them: there every place may be a beginning.
    private const char Spaced = '\u0530';

    // No phrase begins with a shorter word in its script.
    private const int SpacedKey = 3;
    private const int UnspacedKey = 2;

    private readonly FrozenDictionary<long, Start[]> _byLetters;
    private readonly bool[] _isFirst = new bool[Spaced];
    private readonly SearchValues<string> _unspaced;

    public PhraseIndex(IReadOnlyList<InjectionPhrase> phrases)
    {
        var starts = phrases
            .SelectMany(phrase => phrase.Starts.Select(start => (Word: PhraseWord.Parse(start), Phrase: phrase)))
            .GroupBy(entry => entry.Word)
            .Select(group => new Start(group.Key, [.. group.Select(entry => entry.Phrase)]))
            .ToList();
        _byLetters = starts.GroupBy(start => Key(start.Word.Text)).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _unspaced = SearchValues.Create(
            [.. starts.Select(start => start.Word.Text).Where(text => text[0] >= Spaced)],
            StringComparison.Ordinal
        );
        foreach (var first in starts.Select(start => start.Word.Text[0]).Where(first => first < Spaced))
        {
            _isFirst[first] = true;
        }
    }

    public void Find(ReadOnlySpan<char> text, ref SignalSet found)
    {
        var inWord = false;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (!inWord && c < Spaced && _isFirst[c])
            {
                Try(text, at, ref found);
            }

            inWord = c is not (' ' or '\n' or ':' or '@');
        }

        if (text.IndexOfAnyInRange(Spaced, '\uFFFF') >= 0)
        {
            FindUnspaced(text, ref found);
        }
    }

    private void FindUnspaced(ReadOnlySpan<char> text, ref SignalSet found)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(_unspaced);
            if (next < 0)
            {
                return;
            }

            at += next;
            Try(text, at, ref found);
        }
    }

    private void Try(ReadOnlySpan<char> text, int at, ref SignalSet found)
    {
        if (!_byLetters.TryGetValue(Key(text[at..]), out var starts))
        {
            return;
        }

        foreach (var start in starts)
        {
            if (!start.Word.IsAt(text, at))
            {
                continue;
            }

            foreach (var phrase in start.Phrases)
            {
                if (!found.Has(phrase.Signal) && phrase.IsAt(text, at, at + start.Word.Text.Length))
                {
                    found.Add(phrase.Signal);
                }
            }
        }
    }

    private static long Key(ReadOnlySpan<char> text)
    {
        var length = Math.Min(text.Length, text[0] < Spaced ? SpacedKey : UnspacedKey);
        long key = 0;
        foreach (var c in text[..length])
        {
            key = (key << 16) | c;
        }

        return key;
    }

    private sealed record Start(PhraseWord Word, InjectionPhrase[] Phrases);
}
