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

    public static async Task RunAsync(Func<Task<ServerChild>> gatehouse, Func<Task<ServerChild>> bare)
    {
        await using var steady = await Crowd.OfGatehouseAsync(await gatehouse(), Subscribers, Message);
        await using var other = await Crowd.OfGatehouseAsync(await gatehouse(), Subscribers, Message);
        await using var alone = await Crowd.OfGatehouseAsync(await gatehouse(), 1, Message);
        var (events, bytes) = (250, 250);
        await using var peer = await Crowd.OfBareAsync(await bare(), Subscribers, events, bytes);
        var (without, with, single, plain) = (new List<Turn>(), new List<Turn>(), new List<Turn>(), new List<Turn>());

        // The two servers change places in the middle, so that what is one server's own is not taken for the other reader's doing.
        var missed = await HalfAsync(steady, other);
        missed &= await HalfAsync(other, steady);

        Print(without, single, plain);
        PrintStalled(without, with, missed);

        async Task<bool> HalfAsync(Crowd moving, Crowd stalling)
        {
            await stalling.StallAsync();
            for (var round = -WarmUps; round < Counted; round++)
            {
                Turn[] turns =
                [
                    await moving.RunTurnAsync(),
                    await stalling.RunTurnAsync(),
                    await alone.RunTurnAsync(),
                    await peer.RunTurnAsync(),
                ];
                if (round >= 0)
                {
                    without.Add(turns[0]);
                    with.Add(turns[1]);
                    single.Add(turns[2]);
                    plain.Add(turns[3]);
                }
            }

            return await stalling.GoOnAsync();
        }
    }

    private static void Print(List<Turn> without, List<Turn> single, List<Turn> plain)
    {
        Console.WriteLine(
            $"\ngateway: events of turns of the offline model, {without.Count} answers of 16,000 characters; the peer publishes as many events at once"
        );
        var table = new Table("server", "subscribers", "events", "deliveries/s", "CPU us each", "CPU to peer");
        var peer = Median(plain, turn => turn.CpuMicrosecondsEach);
        foreach (var (name, turns) in new[] { ("gatehouse", without), ("gatehouse", single), ("bare Kestrel", plain) })
        {
            var cpu = Median(turns, turn => turn.CpuMicrosecondsEach);
            table.Add(
                name,
                $"{turns[0].Arrivals.Count}",
                $"{turns[0].Arrivals[0].Count}",
                Table.Number(Median(turns, turn => turn.Deliveries / turn.Seconds)),
                Table.Number(cpu),
                turns == single ? "-" : Table.Ratio(cpu, peer)
            );
        }

        table.Print();
        var turnItself = Median(single, turn => turn.Cpu.TotalMicroseconds);
        Console.WriteLine(
            $"Without the turn itself ({Table.Number(turnItself / 1000)} ms CPU with one subscriber) a delivery is "
                + $"{Table.Number(Median(without, turn => (turn.Cpu.TotalMicroseconds - turnItself) / turn.Deliveries))} us."
        );
        Console.WriteLine(NginxPeer.Sentence());
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
                Table.Number(Median(turns, turn => turn.Milliseconds(0.50, Others))),
                Table.Number(Median(turns, turn => turn.Milliseconds(0.99, Others))),
                Table.Number(Median(turns, turn => turn.MillisecondsBehind(0.99, Others))),
                Table.Number(Median(turns, turn => turn.Cpu.TotalMilliseconds))
            );
        }

        table.Print();
        var (ours, theirs) = (
            Median(with, turn => turn.Milliseconds(0.99, Others)),
            Median(without, turn => turn.Milliseconds(0.99, Others))
        );
        Console.WriteLine(
            $"p99 with one that stands still to p99 without: {Table.Ratio(ours, theirs)}; it {(missed ? "had missed events" : "had NOT missed events, so it did not stand still")}."
        );
    }

    private static double Median(IEnumerable<Turn> turns, Func<Turn, double> of)
    {
        var sorted = turns.Select(of).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
