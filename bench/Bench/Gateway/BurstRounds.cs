using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Gateway;

/// <summary>Events as fast as they are taken. Who has several for a reader may put them into one write.</summary>
internal static class BurstRounds
{
    private static readonly Burst Burst = new(250, 250);

    public static async Task RunAsync(Func<Task<ServerChild>> bare, Func<Task<ServerChild>>? nginx)
    {
        Console.WriteLine(
            $"\ngateway: bursts of {Burst.Events} events of {Burst.Bytes} bytes; the product lets 100 subscribers in, so this is its hub in a host of the bench"
        );
        var table = new Table(
            "server",
            "subscribers",
            "deliveries/s",
            "CPU us each",
            "p99 ms",
            "CPU to bare Kestrel",
            "deliveries/s to nginx",
            "CPU to nginx",
            "p99 to nginx"
        );
        foreach (var subscribers in PeerCrowds.Sizes)
        {
            await using var crowds = await PeerCrowds.GatherAsync(bare, nginx, subscribers, Burst);
            var rounds = await crowds.RunAsync(crowd => crowd.RunTurnAsync());
            foreach (var (name, turns) in rounds.Entrants)
            {
                table.Add(
                    name,
                    $"{subscribers}",
                    Table.Number(Readings.Median(turns, Rate)),
                    Table.Number(Readings.Median(turns, Cpu)),
                    Table.Number(Readings.Median(turns, Late)),
                    Readings.Ratio(turns, rounds.Bare, Cpu),
                    Readings.Ratio(turns, rounds.Nginx, Rate),
                    Readings.Ratio(turns, rounds.Nginx, Cpu),
                    Readings.Ratio(turns, rounds.Nginx, Late)
                );
            }
        }

        table.Print();

        static double Rate(Turn turn) => turn.DeliveriesPerSecond;

        static double Cpu(Turn turn) => turn.CpuMicrosecondsEach;

        static double Late(Turn turn) => turn.Milliseconds(0.99, turn.Arrivals.Count);
    }
}
