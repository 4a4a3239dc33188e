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
}
