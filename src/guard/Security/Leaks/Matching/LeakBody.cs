namespace Gatehouse.Security.Leaks.Matching;

/// <summary>What the secret parts of a match consist of: tells a key from what people write in its place.</summary>
/// <remarks>A guess must never cost a real key: each rule is one that a random key breaks less than once in a hundred thousand.</remarks>
internal struct LeakBody
{
    private const int FewestKinds = 3;
    private const int MostKindsAsked = 8;

    // Of random letters and digits, 98 of 100 runs of 24 have all three kinds; names in code hardly ever do.
    private const int LongEnough = 24;

    private UInt128 _kinds;
    private int _length;
    private bool _hasOther;
    private int _lower;
    private int _upper;
    private int _digits;
    private bool _isMixed;
    private bool _isVariable;

    /// <summary>A digit, or more capitals than names in camel case have.</summary>
    public readonly bool IsNoName => _digits > 0 || (_upper * 4 >= _length && _lower * 4 >= _length);

    public readonly int Digits => _digits;

    public readonly bool HasCases => _lower > 0 && _upper > 0;

    /// <summary>Cannot be the rest of a word, whatever stands before.</summary>
    public readonly bool IsNoWord => _length >= LongEnough && _digits > 0 && HasCases;

    /// <summary>As <c>$TOKEN</c> in a shell.</summary>
    public readonly bool IsVariable => _isVariable;

    /// <summary>Not one or two characters over and over, as in <c>xxxx-xxxx</c>; the longer, the more kinds are asked for.</summary>
    public readonly bool IsVaried =>
        (int)UInt128.PopCount(_kinds) + (_hasOther ? 1 : 0) >= Math.Clamp(_length / 4, FewestKinds, MostKindsAsked);

    /// <summary>All in one case without a digit, as in <c>your-api-key-goes-here</c>, where the format has all three.</summary>
    public readonly bool IsPhrase => _isMixed && _digits == 0 && !HasCases;

    /// <summary>That of one part, which is written in both cases and digits.</summary>
    public static LeakBody Of(ReadOnlySpan<char> part)
    {
        var body = new LeakBody();
        body.Add(isMixed: true, part);
        return body;
    }

    public void Add(bool isMixed, ReadOnlySpan<char> part)
    {
        foreach (var c in part)
        {
            _kinds |= c < 128 ? UInt128.One << c : 0;
            _hasOther |= c >= 128;
            _lower += char.IsAsciiLetterLower(c) ? 1 : 0;
            _upper += char.IsAsciiLetterUpper(c) ? 1 : 0;
            _digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        _isMixed |= isMixed;
        _isVariable = part is ['$', ..] && !part[1..].ContainsAnyExcept(LeakAlphabet.Variable.Values);
        _length += part.Length;
    }
}
