using Gatehouse.Testing;
using Xunit.Abstractions;

namespace Gatehouse.App.Tests.Faults;

/// <summary>
/// A whole server-side system over real databases, killed before and after each call over a port, and failed by each of them. After the
/// restart nothing that was told is lost, nothing happened twice, and nothing is passed over in silence.
/// </summary>
[Trait("Invariant", "G9")]
public sealed class FaultSuiteTests(FaultRun run, ITestOutputHelper output) : IClassFixture<FaultRun>
{
    /// <summary>What the suite has to come to, so that a story that breaks off early does not pass as a good one.</summary>
    private const int LeastCases = 1800;

    private const int MostShown = 40;

    [Fact]
    public void Nothing_is_lost_doubled_or_silent_after_a_fault_at_any_point()
    {
        var line =
            $"Faults: {run.Cases.Count} cases at {run.Points} points of {Stories.All.Count} stories: "
            + $"{Count(FindingKind.Lost)} lost, {Count(FindingKind.Doubled)} doubled, {Count(FindingKind.Silent)} silent. "
            + $"Metered effects that died unrecorded with the process: at most {run.Cases.Max(one => one.Unrecorded)} of a case.";
        output.WriteLine($"{line} {run.Missed} missed; {run.Took.TotalSeconds:0} s, {run.Processor.TotalSeconds:0} s of processor time.");
        foreach (var kind in run.Cases.GroupBy(one => one.Kind))
        {
            output.WriteLine($"{kind.Key}: {kind.Count()}");
        }

        Numbers.Publish("faults", line);

        var found = run.Cases.SelectMany(Describe).Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found.Take(MostShown).Prepend(line)));
        Assert.True(run.Cases.Count >= LeastCases, line);
    }

    private int Count(FindingKind kind) => run.Cases.Count(one => one.Findings.Any(finding => finding.Kind == kind));

    private static IEnumerable<string> Describe(FaultCase one) =>
        one.Findings.Select(finding =>
            $"{finding.Kind}: {one.Story}, {one.Kind} at {one.Point.Index} {one.Point.Port}.{one.Point.Call}: {finding.Text}"
        );
}
