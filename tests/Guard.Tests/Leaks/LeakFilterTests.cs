using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Guard.Tests.Leaks;

public sealed class LeakFilterTests
{
    private static readonly LeakGroup[] Groups = LeakGrouping.Of([.. LeakPatterns.All.SelectMany(pattern => pattern.Shapes)]);
    private static readonly LeakFilter Filter = new(Groups);

    [Fact]
    public void Every_shape_has_one_anchor() =>
        Assert.Equal(
            Enumerable.Range(0, LeakPatterns.All.Sum(pattern => pattern.Shapes.Count)),
            Groups.SelectMany(group => group.Anchors).Select(anchor => anchor.Shape).Order()
        );

    [Fact]
    [Trait("Row", "I-172")]
    public void No_anchor_is_missed_wherever_it_stands()
    {
        foreach (var spelling in Groups.SelectMany(group => group.Anchors).SelectMany(anchor => anchor.Spellings).Distinct())
        {
            // Over a vector's length and its double, so that it falls on every seam and into every tail.
            for (var before = 0; before < 70; before++)
            {
                Assert.Contains(before, Places(new string('~', before) + spelling));
            }

            Assert.Contains(40, Places(new string('\u3000', 40) + spelling + new string('\uffff', 40)));
        }
    }

    [Fact]
    public void Wide_and_narrow_vectors_find_the_same() =>
        Prop.ForAll(LeakTexts.Any, text => Places(text).SequenceEqual(NarrowPlaces(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void A_place_has_room_for_an_anchor() =>
        Prop.ForAll(LeakTexts.Any, text => Places(text).All(place => place + LeakAnchor.Width <= text.Length))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Text_full_of_candidates_is_looked_at_whole()
    {
        var text = string.Concat(Enumerable.Repeat("://", 1000));

        Assert.Equal(1000, Places(text).Count(place => place % 3 == 0));
    }

    private static List<int> Places(string text)
    {
        var found = new int[3 * LeakFilter.Step];
        var places = new List<int>();
        for (var from = 0; text.Length - from >= LeakAnchor.Width; )
        {
            places.AddRange(found.Take(Filter.Fill(text, ref from, found)));
        }

        return places;
    }

    private static List<int> NarrowPlaces(string text)
    {
        var found = new int[3 * LeakFilter.Step];
        var places = new List<int>();
        for (var from = 0; text.Length - from >= LeakAnchor.Width; )
        {
            var count = 0;
            Filter.FillNarrow(text, ref from, found, ref count);
            places.AddRange(found.Take(count));
        }

        return places;
    }
}
