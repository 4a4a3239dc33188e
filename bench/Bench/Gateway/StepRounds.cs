using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Gateway;

/// <summary>One event, and the next when all have it: nothing can be put together, each delivery is a write of its own.</summary>
internal static class StepRounds
{
    /// <summary>Events of a round: enough that its p99 is not its slowest.</summary>
    private const int Count = 200;

    private static readonly Burst One = new(1, 250);

    public static async Task RunAsync(Func<Task<ServerChild>> bare, Func<Task<ServerChild>>? nginx)
    {
        Console.WriteLine(
            $"\ngateway: {Count} events of {One.Bytes} bytes, each when all have the one before; from the request that publishes it to the last reader"
        );
        var table = new Table(
            "server",
            "subscribers",
            "p50 ms to last",
            "p99 ms to last",
            "CPU us each",
            "CPU to bare Kestrel",
            "p50 to nginx",
            "p99 to nginx",
            "CPU to nginx"
        );
        foreach (var subscribers in PeerCrowds.Sizes)
        {
            await using var crowds = await PeerCrowds.GatherAsync(bare, nginx, subscribers, One);
            var rounds = await crowds.RunAsync(crowd => crowd.RunStepsAsync(Count));
            foreach (var (name, steps) in rounds.Entrants)
            {
                table.Add(
                    name,
                    $"{subscribers}",
                    Table.Number(Readings.Median(steps, Half)),
                    Table.Number(Readings.Median(steps, Late)),
                    Table.Number(Readings.Median(steps, Cpu)),
                    Readings.Ratio(steps, rounds.Bare, Cpu),
                    Readings.Ratio(steps, rounds.Nginx, Half),
                    Readings.Ratio(steps, rounds.Nginx, Late),
                    Readings.Ratio(steps, rounds.Nginx, Cpu)
                );
            }
        }

        table.Print();

        static double Half(Steps steps) => steps.Milliseconds(0.50);

        static double Late(Steps steps) => steps.Milliseconds(0.99);

        static double Cpu(Steps steps) => steps.CpuMicrosecondsEach;
    }
}
