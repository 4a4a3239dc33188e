namespace Gatehouse.Bench.Measuring;

/// <summary>Lets contestants take turns, so that what else the machine does hits all of them alike, and takes medians.</summary>
internal static class Rounds
{
    /// <summary>Odd, so that the median is a reading; enough that two disturbed rounds do not move it.</summary>
    public const int Count = 7;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(200);

    /// <summary>For each contestant its median reading by rate. One round before them warms up and is not counted.</summary>
    public static IReadOnlyList<Reading> Run(IReadOnlyList<Contestant> contestants) =>
        [.. All(contestants, Turn).Select(list => list.OrderBy(reading => reading.OperationsPerSecond).ElementAt(Count / 2))];

    /// <summary>For each contestant its readings, round by round; the first round warms up here, too.</summary>
    public static IReadOnlyList<IReadOnlyList<Reading>> All(IReadOnlyList<Contestant> contestants, TimeSpan turn)
    {
        var readings = contestants.Select(_ => new List<Reading>()).ToList();
        for (var round = -1; round < Count; round++)
        {
            for (var i = 0; i < contestants.Count; i++)
            {
                var reading = contestants[i].Run(turn);
                if (round >= 0)
                {
                    readings[i].Add(reading);
                }
            }
        }

        return readings;
    }
}
