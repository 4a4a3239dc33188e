namespace Gatehouse.Security.Leaks;

/// <summary>One match: which pattern, where, and a masked preview that is safe to show and record.</summary>
public sealed record LeakFinding(LeakPattern Pattern, long Start, int Length, string Preview)
{
    private const int Shown = 4;
    private const int MaxStars = 8;

    public LeakAction Action => Pattern.Action;

    /// <summary>At most eight characters: all stars. Else the first four, up to eight stars, the last four if they may be shown.</summary>
    internal static string Mask(ReadOnlySpan<char> match, bool showsEnd = true)
    {
        if (match.Length <= 2 * Shown)
        {
            return new string('*', match.Length);
        }

        var stars = Math.Min(MaxStars, match.Length - (2 * Shown));
        return string.Concat(match[..Shown], new string('*', stars), showsEnd ? match[^Shown..] : []);
    }
}
