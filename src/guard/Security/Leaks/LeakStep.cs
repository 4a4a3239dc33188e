using System.Buffers;

namespace Gatehouse.Security.Leaks;

/// <summary>A run of <paramref name="Min"/> to <paramref name="Max"/> characters of one set.</summary>
internal sealed record LeakStep(SearchValues<char> Set, int Min, int Max)
{
    // A bound on what the format leaves open (blanks, a scheme's name), so that a stream never holds more than 256 characters.
    public const int LooseMax = 32;

    public static LeakStep Exactly(SearchValues<char> set, int count) => new(set, count, count);

    public static LeakStep Spaces(int min = 1) => new(LeakAlphabet.Space, min, LooseMax);

    /// <summary>The characters of <paramref name="text"/>, one step each.</summary>
    public static LeakStep[] Word(string text) => [.. text.Select(c => Exactly(SearchValues.Create([c]), 1))];
}
