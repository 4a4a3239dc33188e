namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Chooses an anchor for each shape and puts them into groups, so that little of ordinary text passes for one.</summary>
internal static class LeakGrouping
{
    /// <summary>As many as two bytes have bits. With eight groups one place of 25 is a candidate; with sixteen, one of 120.</summary>
    public const int Groups = 16;

    // The first pass decides while the groups are half empty; after the fourth hardly any shape moves.
    private const int Passes = 4;

    public static LeakGroup[] Of(IReadOnlyList<LeakShape> shapes)
    {
        var groups = Enumerable.Range(0, Groups).Select(_ => new LeakGroup()).ToArray();
        var choices = shapes.Select(LeakAnchor.Of).ToList();
        var chosen = new (LeakGroup Group, LeakAnchor Anchor)?[shapes.Count];
        // The hardest first: they find the groups empty, and the others join where they fit.
        var order = Enumerable.Range(0, shapes.Count).OrderByDescending(shape => choices[shape][0].Rate).ToList();
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var shape in order)
            {
                if (chosen[shape] is var (old, anchor))
                {
                    old.Remove(anchor);
                }

                chosen[shape] = Best(groups, choices[shape]);
                chosen[shape]!.Value.Group.Add(chosen[shape]!.Value.Anchor);
            }
        }

        return groups;
    }

    private static (LeakGroup, LeakAnchor) Best(LeakGroup[] groups, IReadOnlyList<LeakAnchor> anchors)
    {
        var (best, lowest) = ((groups[0], anchors[0]), float.MaxValue);
        foreach (var group in groups)
        {
            foreach (var anchor in anchors)
            {
                var added = group.RateWith(anchor) - group.Rate;
                if (added < lowest)
                {
                    (best, lowest) = ((group, anchor), added);
                }
            }
        }

        return best;
    }
}
