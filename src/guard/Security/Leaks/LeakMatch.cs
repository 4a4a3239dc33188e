namespace Gatehouse.Security.Leaks;

/// <summary>A match before it becomes a finding; <paramref name="Shape"/> is null for the pattern without a literal.</summary>
internal readonly record struct LeakMatch(LeakPattern Pattern, LeakShape? Shape, int Start, int End)
{
    public LeakFinding ToFinding(ReadOnlySpan<char> text, long offset = 0) =>
        new(Pattern, offset + Start, End - Start, LeakFinding.Mask(text[Start..End]));
}
