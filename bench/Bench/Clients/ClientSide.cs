using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Clients;

/// <summary>Lets the clients take turns at one server.</summary>
internal static class ClientSide
{
    // 20 ms: a server in the same country. On loopback a request is nothing but its own cost.
    private static readonly (int Bytes, int Wait)[] Answers = [(1 << 10, 0), (1 << 16, 0), (1 << 20, 0), (1 << 10, 20), (1 << 16, 20)];

    private static readonly int[] Loops = [1, 16];

    public static void Run(IReadOnlyList<string> origins)
    {
        foreach (var origin in origins)
        {
            Console.WriteLine(
                $"\nclient: {new Uri(origin).Scheme}; the floor is 0.97 x the rate of HttpClient with the same method and connections that are kept"
            );
            var table = new Table(
                "client",
                "answer",
                "wait",
                "at once",
                "requests/s",
                "us",
                "CPU us",
                "B/op",
                "rate to plain",
                "CPU to plain"
            );
            foreach (var (size, wait) in Answers)
            {
                var url = $"{origin}/{size}{(wait > 0 ? $"?{wait}" : "")}";
                using var plain = new PlainClients(url);
                using var guarded = new GuardedClients(url);
                // Thrown away: the first seconds belong to the compiler, and most of them to the side that has more code.
                Measure(new Table(), plain, guarded, size, wait, loops: 16);
                foreach (var loops in Loops)
                {
                    Measure(table, plain, guarded, size, wait, loops);
                }
            }

            table.Print();
        }
    }

    private static void Measure(Table table, PlainClients plain, GuardedClients guarded, int size, int wait, int loops)
    {
        // Each with the number of the peer that it is measured by.
        var entrants = new (string Name, int Peer, Func<Task<int>> Request)[]
        {
            ("HttpClient GET", 0, plain.GetAsync),
            ("page, GET", 0, guarded.PageAsync),
            ("HttpClient GET, connection each", 0, plain.GetOverNewConnectionAsync),
            ("HttpClient POST 1 KiB", 3, plain.PostAsync),
            ("model, POST 1 KiB", 3, guarded.ModelAsync),
        };
        var readings = Rounds.Run([.. entrants.Select(entrant => Entrant(entrant.Name, entrant.Request, size, loops))]);
        foreach (var ((name, peer, _), reading) in entrants.Zip(readings))
        {
            table.Add(
                name,
                $"{size / 1024} KiB",
                $"{wait} ms",
                $"{loops}",
                Table.Number(reading.OperationsPerSecond),
                Table.Number(1e6 * loops / reading.OperationsPerSecond),
                Table.Number(reading.CpuMicroseconds),
                Table.Number(reading.AllocatedEach),
                Table.Ratio(reading.OperationsPerSecond, readings[peer].OperationsPerSecond),
                Table.Ratio(reading.CpuMicroseconds, readings[peer].CpuMicroseconds)
            );
        }
    }

    private static Contestant Entrant(string name, Func<Task<int>> request, int size, int loops) =>
        Contestant.Loops(
            name,
            loops,
            size,
            async () =>
            {
                if (await request() != size)
                {
                    throw new InvalidOperationException($"{name} got another answer than it should");
                }
            }
        );
}
