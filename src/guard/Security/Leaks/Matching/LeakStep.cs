namespace Gatehouse.Security.Leaks.Matching;

/// <summary>A part of a shape: a fixed word, or a run of characters of one set.</summary>
internal sealed class LeakStep
{
    // A bound on what the format leaves open (blanks, a scheme's name), so that a stream never holds more than 256 characters.
    public const int LooseMax = 32;

    private readonly LeakSet? _set;
    private readonly LeakSet? _end;
    private readonly string[]? _fields;

    private LeakStep(string[] fields)
        : this(null, null, null, 0, LeakArmor.Window, isKey: false) => _fields = fields;

    private LeakStep(string? word, LeakSet? set, LeakSet? end, int min, int max, bool isKey)
    {
        (Text, _set, _end) = (word, set, end);
        (Min, Max, IsKey) = (min, max, isKey);
    }

    /// <summary>The word, if it is one.</summary>
    public string? Text { get; }

    public int Min { get; }

    public int Max { get; }

    /// <summary>Whether this part is the secret: it is weighed by <see cref="LeakBody"/> and never let go when overdue.</summary>
    public bool IsKey { get; }

    public bool IsMixed => _set is { IsMixed: true };

    public static LeakStep Word(string text) => new(text, null, null, text.Length, text.Length, isKey: false);

    public static LeakStep Run(LeakSet set, int min, int max) => new(null, set, null, min, max, isKey: false);

    public static LeakStep Key(LeakSet set, int min, int max) => new(null, set, null, min, max, isKey: true);

    public static LeakStep Key(LeakSet set, int count) => Key(set, count, count);

    /// <summary>A secret that is written in anything but a few characters.</summary>
    public static LeakStep KeyUntil(LeakSet end, int min, int max) => new(null, null, end, min, max, isKey: true);

    /// <summary>Up to where a private key or one of its fields is found behind the header; weighed by <see cref="LeakArmor"/>.</summary>
    public static LeakStep Armor(params string[] fields) => new(fields);

    /// <summary>A part that is no secret, written in anything but a few characters.</summary>
    public static LeakStep Until(LeakSet end, int min, int max) => new(null, null, end, min, max, isKey: false);

    public static LeakStep Spaces(int min = 1) => Run(LeakAlphabet.Space, min, LooseMax);

    /// <summary>A run of any length, for what goes on after a complete match.</summary>
    public static LeakStep Rest(LeakSet set) => Run(set, 0, int.MaxValue);

    public static LeakStep RestUntil(LeakSet end) => new(null, null, end, 0, int.MaxValue, isKey: false);

    /// <summary>As <see cref="Count(ReadOnlySpan{char})"/>; if it does not fit, more text may change that only when all is counted.</summary>
    public int Count(ReadOnlySpan<char> text, out bool fits)
    {
        if (_fields is not null)
        {
            return LeakArmor.Count(text, _fields, out fits);
        }

        var count = Count(text);
        fits = count >= Min;
        return count;
    }

    /// <summary>How many characters at the start of <paramref name="text"/> fit, at most <see cref="Max"/>.</summary>
    public int Count(ReadOnlySpan<char> text)
    {
        if (Text is not null)
        {
            return text.CommonPrefixLength(Text);
        }

        var window = text.Length > Max ? text[..Max] : text;
        var run = _set is not null ? window.IndexOfAnyExcept(_set.Values) : window.IndexOfAny(_end!.Values);
        return run < 0 ? window.Length : run;
    }

    /// <summary>The characters of the run's set; none when there are more than <paramref name="most"/> or some outside ASCII.</summary>
    public string Kinds(int most) => _set is { IsAscii: true } && _set.Characters.Length <= most ? _set.Characters : "";
}
