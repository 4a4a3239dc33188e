using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Gateway;

/// <summary>What is told of many rounds.</summary>
internal static class Readings
{
    public static double Median<T>(IEnumerable<T> readings, Func<T, double> of)
    {
        var sorted = readings.Select(of).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>Ours to the peer's; "-" when there is no peer.</summary>
    public static string Ratio<T>(IReadOnlyCollection<T> ours, IReadOnlyCollection<T> theirs, Func<T, double> of) =>
        Table.Ratio(Median(ours, of), theirs.Count == 0 ? null : Median(theirs, of));
}
