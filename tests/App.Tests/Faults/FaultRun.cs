using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gatehouse.App.Tests.Faults;

/// <summary>What one case found.</summary>
internal sealed record FaultCase(Story Story, FaultPoint Point, FaultKind Kind, IReadOnlyList<Finding> Findings, int Unrecorded);

/// <summary>Every story, every call over a port, every way in which it can go wrong. Runs once for all tests that read it.</summary>
public sealed class FaultRun : IAsyncLifetime
{
    /// <summary>Cases at once: they wait for each other's threads more than they compute.</summary>
    private const int AtOnce = 4;

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
        var work = new List<(Story Story, FaultPoint Point, FaultKind Kind, Crash? Crash)>();
        foreach (var story in Stories.All)
        {
            var (points, crashes) = await run.RecordAsync(story);
            _points += points.Count;
            work.AddRange(crashes.Select(crash => (story, crash.Point, crash.Kind, (Crash?)crash)));
            work.AddRange(points.SelectMany(point => point.Failures.Select(kind => (story, point, kind, (Crash?)null))));
        }

        var every = int.Parse(Environment.GetEnvironmentVariable("GH_EVERY") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        work = [.. work.Where((_, at) => at % every == 0)];
        Console.WriteLine($"PHASE record {Stopwatch.GetElapsedTime(began)}");
        await Parallel.ForEachAsync(
            work,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (one, _) =>
            {
                var found = one.Crash is null
                    ? await run.FailAsync(one.Story, PlannedFault.At(one.Point.Index, one.Kind))
                    : await run.CrashAsync(one.Crash);
                if (found is var (point, findings, unrecorded))
                {
                    Cases.Add(new FaultCase(one.Story, point, one.Kind, findings, unrecorded));
                }
                else
                {
                    Interlocked.Increment(ref _missed);
                }
            }
        );
        Console.WriteLine(
            $"PHASE tell {TimeSpan.FromTicks(StoryRun.T1)} recover {TimeSpan.FromTicks(StoryRun.T2)} read {TimeSpan.FromTicks(StoryRun.T3)}"
        );
        Console.WriteLine(
            $"PHASE gc {GC.GetTotalPauseDuration()} {GC.CollectionCount(0)} {GC.CollectionCount(1)} {GC.CollectionCount(2)} {GC.GetTotalAllocatedBytes() >> 20} MB jit {System.Runtime.JitInfo.GetCompilationTime()} {System.Runtime.JitInfo.GetCompiledMethodCount()}"
        );
        (Took, Processor) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - processor);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
