using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>The scanner's cost, counted in characters looked at: a clock would measure the machine.</summary>
public sealed class LeakWorkTests
{
    private const int Length = 1 << 16;

    // A key of 16 characters that is everywhere tried again costs its whole length for each few characters.
    private const int MostLooksPerCharacter = 72;

    public static TheoryData<string> Repeated =>
        [
            .. LeakPatterns.All.SelectMany(pattern => pattern.Literals).Distinct(),
            .. LeakPatterns.All.SelectMany(pattern => pattern.Literals).Distinct().Select(literal => literal + " "),
            .. LeakPatterns.All.SelectMany(pattern => pattern.Literals).Distinct().Select(literal => literal + "-"),
            .. LeakSamples.All.Select(sample => sample.Text),
            .. LeakSamples.All.Select(sample => sample.Text[..^1]),
            .. LeakSamples.All.Select(sample => sample.Text[..^1] + " "),
            "a",
            "0",
            "-----",
            " ",
            "Bearer" + new string(' ', 33),
            "eyJ" + Sample.Body(197) + ".",
            "://" + new string('a', 64) + ":" + new string('b', 127),
            "Authorization: " + new string('a', 32) + " ",
        ];

    [Theory]
    [Trait("Row", "I-172")]
    [MemberData(nameof(Repeated))]
    public void Work_grows_with_the_text_and_no_faster(string piece)
    {
        var single = Work(piece, Length);
        var twofold = Work(piece, 2 * Length);

        Assert.True(single <= MostLooksPerCharacter * (long)Length, $"{(double)single / Length:0.0} looks for each character of {piece}");
        Assert.True(twofold <= (2.1 * single) + 1000, $"{single} for one length of {piece}, {twofold} for two");
    }

    [Theory]
    [InlineData("sk-proj-")] // each piece is a match, and all share one end
    [InlineData("AKIA")] // a run too long for a key, again and again
    public void Matches_do_not_grow_out_of_one_run(string piece)
    {
        var text = "x " + string.Concat(Enumerable.Repeat(piece, Length / piece.Length));

        Assert.InRange(Sample.Scanner.Scan(text).Findings.Count, 0, 2);
    }

    [Fact]
    public void Ordinary_text_is_hardly_looked_at_twice()
    {
        var text = string.Concat(
            Enumerable.Repeat("The task-force asked https://example.com/?key=1 for \"news\": ab12cd34, SK or sk-. ", 1000)
        );

        Assert.InRange(Work(text), 0, text.Length);
    }

    private static long Work(string piece, int length) =>
        Work(string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length]);

    private static long Work(string text)
    {
        List<LeakMatch>? matches = null;
        return Sample.Scanner.FindCredentials(text, ref matches);
    }
}
