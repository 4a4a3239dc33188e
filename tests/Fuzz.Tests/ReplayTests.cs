using Xunit.Abstractions;

namespace Gatehouse.Fuzz.Tests;

/// <summary>Every target for a while with fixed seeds, and every text that once failed.</summary>
public sealed class ReplayTests(ITestOutputHelper output)
{
    private const int Iterations = 2000;

    public static TheoryData<string> Targets => [.. AllTargets.Create().Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_fails(string name)
    {
        var target = Target(name);
        var run = new FuzzRun(target, seed: 20260301, Corpus.Load(target));
        for (var i = 0; i < Iterations; i++)
        {
            if (run.Step() is { } crash)
            {
                Assert.Fail($"{crash.Cause}\n{EscapedText.Escape(crash.Input)}");
            }
        }

        output.WriteLine($"{name}: {run.Executions} executions, {run.Kinds} kinds of cases");
        Assert.True(run.Kinds > 10, $"only {run.Kinds} kinds of cases: the texts do not get anywhere");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void What_once_failed_fails_no_more(string name)
    {
        var target = Target(name);

        Assert.All(Corpus.Load(target), input => target.Check(input));
        Assert.All(target.Seeds, input => target.Check(input));
    }

    [Fact]
    public void The_same_seed_runs_the_same_texts()
    {
        static IEnumerable<string> Texts()
        {
            var target = new Recording();
            var run = new FuzzRun(target, 7, []);
            for (var i = 0; i < 300; i++)
            {
                run.Step();
            }

            return target.Seen;
        }

        Assert.Equal(Texts(), Texts());
    }

    [Fact]
    public void A_failure_is_told_with_the_shortest_text_that_fails()
    {
        var run = new FuzzRun(new Breaking(), 1, []);
        FuzzCrash? crash = null;
        for (var i = 0; i < 10_000 && crash is null; i++)
        {
            crash = run.Step();
        }

        Assert.Equal("bad", crash?.Input);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("\0\n\\ \u202e\ud83d é漢 \\u0041")]
    [InlineData("a line that is longer than twelve characters by far")]
    public void Saved_texts_are_read_as_they_were(string text)
    {
        var escaped = EscapedText.Escape(text);

        Assert.Equal(text, EscapedText.Unescape(escaped));
        Assert.All(escaped.Split('\n'), line => Assert.True(line.Length <= 12 && line.All(char.IsAscii), line));
    }

    private static FuzzTarget Target(string name) => AllTargets.Create().Single(target => target.Name == name);

    private sealed class Recording : FuzzTarget
    {
        public List<string> Seen { get; } = [];

        public override string Name => "recording";

        public override IEnumerable<string> Seeds => ["one", "two"];

        public override string Check(string input)
        {
            Seen.Add(input);
            return $"{input.Length % 5}";
        }
    }

    private sealed class Breaking : FuzzTarget
    {
        public override string Name => "breaking";

        public override IEnumerable<string> Seeds => ["some text"];

        public override IEnumerable<string> Atoms => ["bad"];

        public override string Check(string input)
        {
            Must(!input.Contains("bad", StringComparison.Ordinal), "no bad text");
            return "";
        }
    }
}
