namespace Gatehouse.Security.Leaks.Matching;

/// <summary>A match before it becomes a finding; <paramref name="Shape"/> is its number in the index, or -1 if it has none.</summary>
internal readonly record struct LeakMatch(LeakPattern Pattern, int Shape, int Start, int End)
{
    public LeakFinding ToFinding(ReadOnlySpan<char> text, long offset = 0) =>
        new(Pattern, offset + Start, End - Start, LeakFinding.Mask(text[Start..End], !Pattern.HasShortSecret));
}
