using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Shapes for the lists of patterns: several that differ in how they begin only.</summary>
internal static class LeakShapes
{
    /// <summary>One shape for each of the literals, which blanks separate.</summary>
    public static LeakShape[] Written(
        string literals,
        LeakStep[] steps,
        LeakRules rules = LeakRules.None,
        LeakBefore? before = null,
        LeakSet? rest = null
    ) => [.. literals.Split(' ').Select(literal => new LeakShape(literal, steps, rules, before, rest is null ? null : Rest(rest)))];

    /// <summary>A key that only its field's name tells: one shape for each of the names, which blanks separate.</summary>
    public static LeakShape[] Named(string names, LeakStep key, LeakRules rules = LeakRules.None, LeakSet? rest = null) =>
        Written(names, [Run(LeakAlphabet.Assignment, 1, 16), key], rules | LeakRules.AnyCase, LeakBefore.Anything, rest);

    /// <summary>RFC 9562 section 4; secret or not.</summary>
    public static LeakStep[] Uuid(Func<LeakSet, int, LeakStep> digits) =>
        [
            digits(LeakAlphabet.Hex, 8),
            Word("-"),
            digits(LeakAlphabet.Hex, 4),
            Word("-"),
            digits(LeakAlphabet.Hex, 4),
            Word("-"),
            digits(LeakAlphabet.Hex, 4),
            Word("-"),
            digits(LeakAlphabet.Hex, 12),
        ];
}
