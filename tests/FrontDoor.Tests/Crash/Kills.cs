using System.Collections.Concurrent;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>How many kills, from which seed, until when; and what they came to. Thread-safe.</summary>
internal sealed class Kills(int wanted, int seed, TimeSpan? until, Action<string> say)
{
    private readonly ConcurrentDictionary<string, int> _done = new();
    private readonly ConcurrentQueue<(string Where, Violation What)> _found = new();
    private readonly System.Diagnostics.Stopwatch _clock = System.Diagnostics.Stopwatch.StartNew();
    private int _sum;

    public int Seed => seed;

    /// <summary>Kills in the areas, and the places where a promise was broken.</summary>
    public IReadOnlyList<string> Broken =>
        [.. _found.Select(found => $"seed {seed}, {found.Where}: {found.What.Breach}: {found.What.What}")];

    public int Sum => _sum;

    public string Line =>
        $"Kills: {_sum} in {_done.Count} areas: {Count(Breach.Lost)} lost, {Count(Breach.Doubled)} doubled, {Count(Breach.Silent)} silent (seed {seed})";

    /// <summary>Whether an area that has had so many kills goes on. After the first violation none does.</summary>
    public bool GoesOn(int had) => _found.IsEmpty && (until is { } end ? _clock.Elapsed < end : had < wanted);

    public void Add(string area, string where, IEnumerable<Violation> found)
    {
        foreach (var violation in found)
        {
            _found.Enqueue(($"{area}, {where}", violation));
            say($"seed {seed}, {area}, {where}: {violation}");
        }

        _done.AddOrUpdate(area, 1, (_, had) => had + 1);
        if (Interlocked.Increment(ref _sum) is var sum && sum % 50 == 0)
        {
            var areas = string.Join(", ", _done.OrderBy(each => each.Key).Select(each => $"{each.Key} {each.Value}"));
            say($"{_clock.Elapsed:hh\\:mm\\:ss} {Line} {areas}");
        }
    }

    /// <summary>What was found after the last kill.</summary>
    public void Find(string area, string where, IEnumerable<Violation> found)
    {
        foreach (var violation in found)
        {
            _found.Enqueue(($"{area}, {where}", violation));
            say($"seed {seed}, {area}, {where}: {violation}");
        }
    }

    private int Count(Breach breach) => _found.Count(found => found.What.Breach == breach);
}
