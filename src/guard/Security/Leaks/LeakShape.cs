namespace Gatehouse.Security.Leaks;

/// <summary>One way a credential is written: a literal to search for, then runs of characters.</summary>
/// <remarks>
/// Neighbouring runs share no character, so one greedy walk decides and its cost is bounded by <see cref="MaxHead"/>. It is not
/// a Regex because a stream must know whether a text that ends here <em>could</em> still become a match, and .NET's engine
/// cannot say. Tests hold it against the equivalent NonBacktracking expressions.
/// </remarks>
internal sealed class LeakShape(string literal, LeakStep[] steps, bool goesOn = true, bool ignoreCase = false)
{
    private readonly StringComparison _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public string Literal { get; } = literal;

    public bool IgnoreCase { get; } = ignoreCase;

    /// <summary>Whether a match that ends with the text may go on when more text comes.</summary>
    public bool GoesOn { get; } = goesOn;

    /// <summary>Longest text that is needed to know whether the shape is complete.</summary>
    public int MaxHead { get; } = literal.Length + steps.Sum(step => step.Max);

    /// <summary>Fits the shape at the start of <paramref name="text"/>; <paramref name="length"/> is set when it is complete.</summary>
    public LeakFit Fit(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        if (text.Length < Literal.Length)
        {
            return Literal.AsSpan().StartsWith(text, _comparison) ? LeakFit.OpenLiteral : LeakFit.None;
        }

        if (!text.StartsWith(Literal, _comparison))
        {
            return LeakFit.None;
        }

        var at = Literal.Length;
        foreach (var step in steps)
        {
            var window = text.Slice(at, Math.Min(step.Max, text.Length - at));
            var run = window.IndexOfAnyExcept(step.Set);
            var count = run < 0 ? window.Length : run;
            at += count;
            if (count < step.Min || (count < step.Max && at == text.Length))
            {
                return at == text.Length ? LeakFit.OpenBody : LeakFit.None;
            }
        }

        length = at;
        return LeakFit.Complete;
    }

    /// <summary>Where a match that is complete at <paramref name="end"/> ends in <paramref name="text"/>.</summary>
    public int EndOf(ReadOnlySpan<char> text, int end)
    {
        if (!GoesOn)
        {
            return end;
        }

        var more = text[end..].IndexOfAnyExcept(steps[^1].Set);
        return more < 0 ? text.Length : end + more;
    }
}
