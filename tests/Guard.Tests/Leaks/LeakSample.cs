namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>The shortest text that is found as a pattern.</summary>
/// <param name="Pattern">Its name.</param>
/// <param name="Text">The sample; without its last character it is none.</param>
/// <param name="Lead">How many of its first characters only have to stand before the match.</param>
internal sealed record LeakSample(string Pattern, string Text, int Lead = 0)
{
    public override string ToString() => $"{Pattern} {Text[..Math.Min(8, Text.Length / 2)]}";
}
