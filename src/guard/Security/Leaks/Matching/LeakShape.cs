using System.Text;

namespace Gatehouse.Security.Leaks.Matching;

/// <summary>One way a credential is written: a literal, then runs of characters.</summary>
/// <remarks>
/// Neighbouring runs share no character, so one greedy walk decides and its cost is bounded by <see cref="MaxHead"/>. It is not
/// a Regex because a stream must know whether a text that ends here <em>could</em> still become a match, and .NET's engine
/// cannot say. Tests hold it against the equivalent NonBacktracking expressions.
/// </remarks>
internal sealed class LeakShape
{
    /// <summary>A literal of this length is not found by chance inside another word; a shorter one has to start the word.</summary>
    private const int LongLiteral = 6;

    /// <summary>A shorter one is in words and in base64 too often, whatever follows.</summary>
    private const int LooseLiteral = 4;

    /// <summary>Twice what a preview shows of a match's end.</summary>
    private const int ShortSecret = 8;

    private const int LooseBody = 24;
    private const string Dashes = "-----";

    private readonly LeakStep[] _steps;
    private readonly LeakRules _rules;
    private readonly LeakBefore _before;
    private readonly LeakStep? _rest;
    private readonly bool _hasKey;
    private readonly bool _ignoresCase;

    public LeakShape(string literal, LeakStep[] steps, LeakRules rules = LeakRules.None, LeakBefore? before = null, LeakStep? rest = null)
    {
        Literal = literal;
        _steps = steps;
        _rules = rules;
        _before = before ?? Before(literal, steps);
        _rest = IsClosed || Has(LeakRules.ToDashes) ? null : rest ?? LeakStep.Rest(LeakAlphabet.Base64Url);
        _ignoresCase = Has(LeakRules.AnyCase);
        _hasKey = Array.Exists(steps, step => step.IsKey);
        HasShortSecret = _hasKey && steps.Where(step => step.IsKey).Sum(step => step.Min) < ShortSecret;
        MaxHead = literal.Length + steps.Sum(step => step.Max) + (IsClosed ? 1 : 0);
    }

    /// <summary>What the shape starts with; empty if it starts with a run.</summary>
    public string Literal { get; }

    /// <summary>Whether the secret may have fewer than eight characters.</summary>
    public bool HasShortSecret { get; }

    /// <summary>Whether a match that ends with the text may go on when more text comes.</summary>
    public bool GoesOn => !IsClosed;

    /// <summary>Longest text that is needed to know whether the shape is complete.</summary>
    public int MaxHead { get; }

    // Not HasFlag: before it is optimised, that allocates.
    private bool Has(LeakRules rule) => (_rules & rule) != 0;

    private bool IsClosed => Has(LeakRules.Closed);

    /// <summary>What may stand at each of the first places, as far as their number is fixed; empty where it is too many kinds.</summary>
    public List<string> Places(int mostKinds)
    {
        var places = Literal
            .Select(c => _ignoresCase && char.IsAsciiLetter(c) ? $"{char.ToLowerInvariant(c)}{char.ToUpperInvariant(c)}" : $"{c}")
            .ToList();
        foreach (var step in _steps)
        {
            var kinds = step.Kinds(mostKinds);
            for (var place = 0; place < step.Min; place++)
            {
                places.Add(step.Text is { } word ? $"{word[place]}" : kinds);
            }

            if (step.Min < step.Max)
            {
                break;
            }
        }

        return places;
    }

    /// <summary>Fits the shape into <paramref name="text"/> at a place; <paramref name="end"/> is how far it was looked at.</summary>
    public LeakFit Fit(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        var rest = text[at..];
        var isStart = rest.Length < Literal.Length;
        if (
            !(isStart ? Same(rest, Literal.AsSpan(0, rest.Length)) : Same(rest[..Literal.Length], Literal))
            || !LeakBorder.Fits(_before, text, at)
        )
        {
            return LeakFit.None;
        }

        if (isStart)
        {
            return LeakFit.OpenStart;
        }

        var length = Literal.Length;
        end = at + length;
        var body = new LeakBody();
        var keyAt = 0;
        var open = Literal.Length > 0 ? LeakFit.OpenBody : LeakFit.OpenStart;
        var isOpen = false;
        foreach (var step in _steps)
        {
            var count = step.Count(rest[length..], out var fits);
            if (step.IsKey && count > 0)
            {
                keyAt = keyAt > 0 ? keyAt : length;
                body.Add(step.IsMixed, rest.Slice(length, count));
                open = LeakFit.OpenBody;
            }

            length += count;
            end = at + length;
            if (!fits)
            {
                return length == rest.Length ? open : LeakFit.None;
            }

            isOpen |= count < step.Max && length == rest.Length;
        }

        if (IsClosed)
        {
            isOpen |= length == rest.Length;
            if (length < rest.Length && rest[length] is not ('-' or '_') && _steps[^1].Count(rest.Slice(length, 1)) > 0)
            {
                return LeakFit.None;
            }
        }

        var isKey = IsPlausible(body, rest[keyAt..length]) && (_before != LeakBefore.Loose || body.IsNoWord || IsWordStart(text, at));
        return (isOpen ? open : LeakFit.None) | (isKey ? LeakFit.Complete : LeakFit.None);
    }

    /// <summary>Where a match that is complete at <paramref name="end"/> ends in <paramref name="text"/>.</summary>
    public int EndOf(ReadOnlySpan<char> text, int end)
    {
        if (_rest is not null)
        {
            return end + _rest.Count(text[end..]);
        }

        if (!Has(LeakRules.ToDashes))
        {
            return end;
        }

        var dashes = text[end..].IndexOf(Dashes);
        return dashes < 0 ? text.Length : end + dashes;
    }

    // Field names are ASCII; folding more than that would let a Kelvin sign pass for a k.
    private bool Same(ReadOnlySpan<char> text, ReadOnlySpan<char> literal) =>
        _ignoresCase ? Ascii.EqualsIgnoreCase(text, literal) : text.SequenceEqual(literal);

    private static bool IsWordStart(ReadOnlySpan<char> text, int at) => LeakBorder.Fits(LeakBefore.WordBreak, text, at);

    private static LeakBefore Before(string literal, LeakStep[] steps)
    {
        var keys = steps.Where(step => step.IsKey).ToList();
        return literal.Length >= LongLiteral ? LeakBefore.Anything
            : literal.Length >= LooseLiteral && keys.Exists(key => key.IsMixed) && keys.Sum(key => key.Min) >= LooseBody ? LeakBefore.Loose
            : LeakBefore.WordBreak;
    }

    private bool IsPlausible(LeakBody body, ReadOnlySpan<char> key) =>
        !_hasKey
        || (
            body.IsVaried
            && !body.IsPhrase
            && !body.IsVariable
            && (body.IsNoName || !Has(LeakRules.HasDigit))
            && (body.HasCases || !Has(LeakRules.HasCases))
            && !(Has(LeakRules.NoExample) && key.Contains("EXAMPLE", StringComparison.Ordinal))
            && !LeakPlaceholder.Is(key)
        );
}
