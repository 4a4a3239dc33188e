using System.Diagnostics;

namespace Gatehouse.Bench.Gateway;

/// <summary>When the events of one turn came to each of the first readers of a crowd.</summary>
/// <param name="Sent">When the request left that started it.</param>
/// <param name="Arrivals">For each reader its events, in order.</param>
internal sealed record Turn(long Sent, IReadOnlyList<IReadOnlyList<long>> Arrivals, TimeSpan Cpu)
{
    public int Deliveries => Arrivals.Sum(reader => reader.Count);

    /// <summary>From the first event at the first reader to the last at the last.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(Arrivals.Min(reader => reader[0]), Arrivals.Max(reader => reader[^1])).TotalSeconds;

    /// <summary>From the request until the last reader has the last event.</summary>
    public double MillisecondsToLast => Stopwatch.GetElapsedTime(Sent, Arrivals.Max(reader => reader[^1])).TotalMilliseconds;

    public double DeliveriesPerSecond => Deliveries / Seconds;

    public double CpuMicrosecondsEach => Cpu.TotalMicroseconds / Deliveries;

    /// <summary>From the request to the arrival, in milliseconds, of the event that only so many percent came later than.</summary>
    /// <param name="readers">Only the first so many are looked at.</param>
    public double Milliseconds(double share, int readers) =>
        At(share, Arrivals.Take(readers).SelectMany(reader => reader).Select(arrival => Stopwatch.GetElapsedTime(Sent, arrival)));

    /// <summary>The same from the moment when the first reader had the event.</summary>
    public double MillisecondsBehind(double share, int readers)
    {
        var first = Enumerable.Range(0, Arrivals.Min(reader => reader.Count)).Select(i => Arrivals.Min(reader => reader[i])).ToList();
        return At(share, Arrivals.Take(readers).SelectMany(reader => first.Zip(reader, Stopwatch.GetElapsedTime)));
    }

    private static double At(double share, IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)(share * (sorted.Count - 1))].TotalMilliseconds;
    }
}
