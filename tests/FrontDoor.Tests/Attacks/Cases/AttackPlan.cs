namespace Gatehouse.FrontDoor.Tests.Attacks.Cases;

/// <summary>The suite: doors × channels × forms, thinned out by a seed so that each door, channel and form comes often enough.</summary>
internal static class AttackPlan
{
    public const int Seed = 20260501;

    private const int PerDoor = 5;

    public static IReadOnlyList<AttackCase> Cases { get; } = [.. Generate(new Random(Seed))];

    private static IEnumerable<AttackCase> Generate(Random random)
    {
        var number = 0;
        var channels = new Cycle<Channel>(Channels.All, random);
        var forms = Channels.All.ToDictionary(channel => channel, channel => new Cycle<string>(channel.Forms, random));
        foreach (var door in Doors.All)
        {
            for (var i = 0; i < (door.NeverRead is null ? PerDoor : 1); i++)
            {
                var channel = channels.Next(each => Fits(each, door));
                var form = forms[channel].Next(_ => true);
                yield return new AttackCase($"k{++number:000}x", door, channel, What(door, channel, form, random), form);
            }
        }
    }

    private static bool Fits(Channel channel, Door door) =>
        door.Carrier switch
        {
            _ when door.IsMidLine && !channel.IsRequest => false,
            _ when door.IsOnce && channel.Orders.Length > 1 => false,
            // Blanks and slashes have their own meaning in a path; there is room for plain words.
            Carrier.Name => channel.Name == "an errand in plain words",
            // Search gives its results in an order of its own.
            Carrier.Note => channel.Orders.Length == 1 && !channel.NeedsPublicPage,
            Carrier.Document or Carrier.Answer or Carrier.Pasted => !channel.NeedsPublicPage,
            _ => true,
        };

    private static string What(Door door, Channel channel, string form, Random random)
    {
        // A recall and a request are whole messages: there the owner says nothing else.
        string[] words =
            door.IsFirst ? [Canaries.MarkSpoken]
            : door.Carrier is Carrier.Document or Carrier.Answer ? [Canaries.MarkInMemory]
            : [Canaries.MarkInMemory, Canaries.MarkSpoken];
        return channel.IsNarrow || Forms.OfAWord.Contains(form) || random.Next(2) == 0 ? words[random.Next(words.Length)] : "context";
    }

    /// <summary>Gives its items in turn, in shuffled order, skipping those that do not fit without losing them.</summary>
    private sealed class Cycle<T>(IEnumerable<T> items, Random random)
    {
        private readonly List<T> _waiting = [];

        public T Next(Predicate<T> fits)
        {
            var at = _waiting.FindIndex(fits);
            if (at < 0)
            {
                var more = items.ToArray();
                random.Shuffle(more);
                _waiting.AddRange(more);
                at = _waiting.FindIndex(fits);
            }

            var item = _waiting[at];
            _waiting.RemoveAt(at);
            return item;
        }
    }
}
