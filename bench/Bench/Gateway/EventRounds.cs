using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Gateway;

/// <summary>A hundred subscribers, and then one of them stands still.</summary>
internal static class EventRounds
{
    /// <summary>As many as the product lets in.</summary>
    private const int Subscribers = 100;

    private const int Others = Subscribers - 1;

    // Twice the sum of both is what the product takes in a minute: 30 messages.
    private const int WarmUps = 3;
    private const int Counted = 12;

    // The longest text that the model without a key repeats has 16,000 characters: 250 pieces.
    private static readonly string Message = "echo " + string.Concat(Enumerable.Repeat("some words. ", 1_330));

    /// <summary>As many events as pieces. A piece has 192 bytes of JSON; with the three events that hold a whole text it is 380 on average.</summary>
    private static readonly Burst Alike = new(250, 250);

    /// <param name="nginx">Null where there is none.</param>
    public static async Task RunAsync(Func<Task<ServerChild>> gatehouse, Func<Task<ServerChild>> bare, Func<Task<ServerChild>>? nginx)
    {
        await using var steady = await Crowd.OfGatehouseAsync(await gatehouse(), Subscribers, Message);
        await using var other = await Crowd.OfGatehouseAsync(await gatehouse(), Subscribers, Message);
        await using var alone = await Crowd.OfGatehouseAsync(await gatehouse(), 1, Message);
        await using var peer = await Crowd.OfPeerAsync(await bare(), Subscribers, Alike);
        await using var nchan = nginx is null ? null : await Crowd.OfNginxAsync(await nginx(), Subscribers, Alike);
        var (without, with, single) = (new List<Turn>(), new List<Turn>(), new List<Turn>());
        var (plain, posted) = (new List<Turn>(), new List<Turn>());

        // The two servers change places in the middle, so that what is one server's own is not taken for the other reader's doing.
        var missed = await HalfAsync(steady, other);
        missed &= await HalfAsync(other, steady);

        Print(without, single, plain, posted);
        PrintStalled(without, with, missed);

        async Task<bool> HalfAsync(Crowd moving, Crowd stalling)
        {
            await stalling.StallAsync();
            (Crowd? Crowd, List<Turn> Turns)[] all = [(moving, without), (stalling, with), (alone, single), (peer, plain), (nchan, posted)];
            for (var round = -WarmUps; round < Counted; round++)
            {
                foreach (var (crowd, turns) in all)
                {
                    if (crowd is not null && await crowd.RunTurnAsync() is var turn && round >= 0)
                    {
                        turns.Add(turn);
                    }
                }
            }

            return await stalling.GoOnAsync();
        }
    }

    private static void Print(List<Turn> without, List<Turn> single, List<Turn> plain, List<Turn> posted)
    {
        Console.WriteLine(
            $"\ngateway: events of turns of the offline model, {without.Count} answers of 16,000 characters; the peers publish as many events at once"
        );
        var table = new Table(
            "server",
            "subscribers",
            "events",
            "deliveries/s",
            "CPU us each",
            "CPU to bare Kestrel",
            "deliveries/s to nginx",
            "CPU to nginx"
        );
        (string Name, List<Turn> Turns)[] entrants =
        [
            ("gatehouse", without),
            ("gatehouse", single),
            ("bare Kestrel", plain),
            ("nginx, nchan", posted),
        ];
        foreach (var (name, turns) in entrants.Where(entrant => entrant.Turns.Count > 0))
        {
            table.Add(
                name,
                $"{turns[0].Arrivals.Count}",
                $"{turns[0].Arrivals[0].Count}",
                Table.Number(Readings.Median(turns, Rate)),
                Table.Number(Readings.Median(turns, Cpu)),
                turns == single ? "-" : Readings.Ratio(turns, plain, Cpu),
                turns == single ? "-" : Readings.Ratio(turns, posted, Rate),
                turns == single ? "-" : Readings.Ratio(turns, posted, Cpu)
            );
        }

        table.Print();
        var turnItself = Readings.Median(single, turn => turn.Cpu.TotalMicroseconds);
        Console.WriteLine(
            $"Without the turn itself ({Table.Number(turnItself / 1000)} ms CPU with one subscriber) a delivery is "
                + $"{Table.Number(Readings.Median(without, turn => (turn.Cpu.TotalMicroseconds - turnItself) / turn.Deliveries))} us."
        );
        if (posted.Count == 0)
        {
            Console.WriteLine(NginxPeer.Missing);
        }

        static double Rate(Turn turn) => turn.DeliveriesPerSecond;

        static double Cpu(Turn turn) => turn.CpuMicrosecondsEach;
    }

    private static void PrintStalled(List<Turn> without, List<Turn> with, bool missed)
    {
        Console.WriteLine(
            $"\ngateway: {Others} readers while one of {Subscribers} reads and while it stands still; the goal is less than 5 % between them"
        );
        var table = new Table("the hundredth", "p50 ms", "p99 ms", "p99 ms behind the first", "CPU ms a turn");
        foreach (var (name, turns) in new[] { ("reads", without), ("stands still", with) })
        {
            table.Add(
                name,
                Table.Number(Readings.Median(turns, turn => turn.Milliseconds(0.50, Others))),
                Table.Number(Readings.Median(turns, turn => turn.Milliseconds(0.99, Others))),
                Table.Number(Readings.Median(turns, turn => turn.MillisecondsBehind(0.99, Others))),
                Table.Number(Readings.Median(turns, turn => turn.Cpu.TotalMilliseconds))
            );
        }

        table.Print();
        var (ours, theirs) = (
            Readings.Median(with, turn => turn.Milliseconds(0.99, Others)),
            Readings.Median(without, turn => turn.Milliseconds(0.99, Others))
        );
        Console.WriteLine(
            $"p99 with one that stands still to p99 without: {Table.Ratio(ours, theirs)}; it {(missed ? "had missed events" : "had NOT missed events, so it did not stand still")}."
        );
    }
}
