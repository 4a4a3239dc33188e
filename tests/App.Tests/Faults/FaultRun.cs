using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gatehouse.App.Tests.Faults;

/// <summary>What one case found.</summary>
internal sealed record FaultCase(Story Story, FaultPoint Point, FaultKind Kind, IReadOnlyList<Finding> Findings, int Unrecorded);

/// <summary>Every story, every call over a port, every way in which it can go wrong. Runs once for all tests that read it.</summary>
public sealed class FaultRun : IAsyncLifetime
{
    /// <summary>Cases at once: they wait for each other's threads more than they compute.</summary>
    private const int AtOnce = 6;

    internal ConcurrentBag<FaultCase> Cases { get; } = [];

    /// <summary>Cases whose call the story did not reach a second time: threads that race make a few more or fewer calls.</summary>
    internal int Missed => _missed;

    internal int Points => _points;

    internal TimeSpan Took { get; private set; }

    internal TimeSpan Processor { get; private set; }

    private int _missed;
    private int _points;

    public async Task InitializeAsync()
    {
        using var folders = new CaseFolders();
        var run = new StoryRun(folders);
        var (began, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        foreach (var story in Stories.All)
        {
            // One story after the other: the copies of a home for each moment of it are some megabytes.
            var (points, crashes) = await run.RecordAsync(story);
            _points += points.Count;
            List<(FaultPoint Point, FaultKind Kind, Crash? Crash)> work =
            [
                .. crashes.Select(crash => (crash.Point, crash.Kind, (Crash?)crash)),
                .. points.SelectMany(point => point.Failures.Select(kind => (point, kind, (Crash?)null))),
            ];
            await Parallel.ForEachAsync(
                work,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (one, _) =>
                    Keep(
                        story,
                        one.Kind,
                        one.Crash is null
                            ? await run.FailAsync(story, PlannedFault.At(one.Point.Index, one.Kind))
                            : await run.CrashAsync(one.Crash)
                    )
            );
        }

        (Took, Processor) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - processor);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private void Keep(Story story, FaultKind kind, (FaultPoint Point, IReadOnlyList<Finding> Findings, int Unrecorded)? found)
    {
        if (found is var (point, findings, unrecorded))
        {
            Cases.Add(new FaultCase(story, point, kind, findings, unrecorded));
        }
        else
        {
            Interlocked.Increment(ref _missed);
        }
    }
}
