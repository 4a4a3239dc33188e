namespace Gatehouse.Security.Leaks.Matching;

/// <summary>What the secret parts of a match consist of: tells a key from what people write in its place.</summary>
/// <remarks>A guess must never cost a real key: each rule is one that a random key breaks less than once in a hundred thousand.</remarks>
internal struct LeakBody
{
    private const int FewestKinds = 3;
    private const int MostKindsAsked = 8;

    private UInt128 _kinds;
    private int _length;
    private bool _hasOther;
    private bool _hasLower;
    private bool _hasUpper;
    private bool _isMixed;

    public bool HasDigit { get; private set; }

    /// <summary>Not one or two characters over and over, as in <c>xxxx-xxxx</c>; the longer, the more kinds are asked for.</summary>
    public readonly bool IsVaried =>
        (int)UInt128.PopCount(_kinds) + (_hasOther ? 1 : 0) >= Math.Clamp(_length / 4, FewestKinds, MostKindsAsked);

    /// <summary>All in one case without a digit, as in <c>your-api-key-goes-here</c>, where the format has all three.</summary>
    public readonly bool IsPhrase => _isMixed && !HasDigit && !(_hasLower && _hasUpper);

    public void Add(LeakStep step, ReadOnlySpan<char> part)
    {
        foreach (var c in part)
        {
            _kinds |= c < 128 ? UInt128.One << c : 0;
            _hasOther |= c >= 128;
            _hasLower |= char.IsAsciiLetterLower(c);
            _hasUpper |= char.IsAsciiLetterUpper(c);
            HasDigit |= char.IsAsciiDigit(c);
        }

        _isMixed |= step.IsMixed;
        _length += part.Length;
    }
}
