using System.Diagnostics;

namespace Gatehouse.Bench.Measuring;

/// <summary>One way to do the work.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Run">Does the work for about the time given and tells what it did.</param>
internal sealed record Contestant(string Name, Func<TimeSpan, Reading> Run)
{
    /// <summary>A contestant of this process: <paramref name="pass"/> does the whole work once.</summary>
    public static Contestant Here(string name, long operations, long bytes, Action pass) =>
        new(
            name,
            duration =>
            {
                var passes = 0L;
                var cpu = Environment.CpuUsage.TotalTime;
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var clock = Stopwatch.StartNew();
                do
                {
                    pass();
                    passes++;
                } while (clock.Elapsed < duration);

                var seconds = clock.Elapsed.TotalSeconds;
                return new Reading(
                    passes * operations,
                    passes * bytes,
                    seconds,
                    (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
                    GC.GetAllocatedBytesForCurrentThread() - allocated
                );
            }
        );

    /// <summary>A contestant of this process that waits: so many loops at once, each one operation after another.</summary>
    /// <param name="bytes">Of one operation.</param>
    /// <param name="end">What belongs to the work and is done once, after the last operation; null for nothing.</param>
    public static Contestant Loops(string name, int loops, long bytes, Func<Task> operation, Func<Task>? end = null) =>
        new(name, duration => LoopAsync(duration, loops, bytes, operation, end).GetAwaiter().GetResult());

    private static async Task<Reading> LoopAsync(TimeSpan duration, int loops, long bytes, Func<Task> operation, Func<Task>? end)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, loops).Select(_ => Task.Run(OneLoopAsync)));
        await (end?.Invoke() ?? Task.CompletedTask);
        var seconds = clock.Elapsed.TotalSeconds;
        var spent = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        return new Reading(counts.Sum(), counts.Sum() * bytes, seconds, spent, GC.GetTotalAllocatedBytes() - allocated);

        async Task<long> OneLoopAsync()
        {
            var count = 0L;
            do
            {
                await operation();
                count++;
            } while (clock.Elapsed < duration);

            return count;
        }
    }
}
