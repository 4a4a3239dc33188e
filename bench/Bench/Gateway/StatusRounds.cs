using System.Diagnostics;
using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Gateway;

/// <summary>Requests on connections that are kept, and what each costs the server.</summary>
internal static class StatusRounds
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(ServerChild gatehouse, ServerChild bare, ServerChild minimal)
    {
        Console.WriteLine(
            "\ngateway: GET on kept connections; the goal is 1.15 x the CPU of a minimal API on Kestrel that asks for a bearer token"
        );
        var table = new Table("server", "at once", "requests/s", "CPU us", "CPU to same bytes", "CPU to same body", "CPU to minimal API");
        (string Name, ServerChild Server, string Path)[] entrants =
        [
            ("gatehouse /api/gateway/status", gatehouse, "/api/gateway/status"),
            ("gatehouse /api/health", gatehouse, "/api/health"),
            ("bare, the same bytes", bare, "/same"),
            ("bare, the same body", bare, "/body"),
            ("minimal API, bearer and 2 headers", minimal, MinimalApi.Path),
        ];
        foreach (var loops in new[] { 1, 16 })
        {
            var clients = new List<KeptConnection[]>();
            foreach (var (_, server, path) in entrants)
            {
                clients.Add(
                    await Task.WhenAll(Enumerable.Range(0, loops).Select(_ => KeptConnection.OpenAsync(server.Port, path, server.Token)))
                );
            }

            var contestants = entrants.Zip(clients, (entrant, own) => Asking(entrant.Name, entrant.Server, own)).ToList();
            if (loops == 1)
            {
                // Thrown away: the first thousands of requests belong to the compiler.
                Rounds.All(contestants, Turn);
            }

            var rounds = Rounds.All(contestants, Turn);
            clients.ForEach(own => Array.ForEach(own, client => client.Dispose()));
            for (var i = 0; i < entrants.Length; i++)
            {
                table.Add(
                    entrants[i].Name,
                    $"{loops}",
                    Table.Number(Median(rounds[i].Select(reading => reading.OperationsPerSecond))),
                    Table.Number(Median(rounds[i].Select(reading => reading.CpuMicroseconds))),
                    Ratio(rounds, i, peer: 2),
                    Ratio(rounds, i, peer: 3),
                    Ratio(rounds, i, peer: 4)
                );
            }
        }

        table.Print();
    }

    // Of the rounds one by one: what else the machine did hit both sides of each.
    private static string Ratio(IReadOnlyList<IReadOnlyList<Reading>> rounds, int ours, int peer) =>
        Table.Ratio(Median(rounds[ours].Zip(rounds[peer], (a, b) => a.CpuMicroseconds / b.CpuMicroseconds)), 1);

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds.Count / 2);

    private static Contestant Asking(string name, ServerChild server, KeptConnection[] clients) =>
        new(
            name,
            duration =>
            {
                var (cpu, clock) = (server.Cpu, Stopwatch.StartNew());
                var counts = Task.WhenAll(clients.Select(client => Task.Run(() => AskAsync(client)))).GetAwaiter().GetResult();
                return new Reading(counts.Sum(), 0, clock.Elapsed.TotalSeconds, (server.Cpu - cpu).TotalSeconds);

                async Task<long> AskAsync(KeptConnection client)
                {
                    var count = 0L;
                    do
                    {
                        await client.AskAsync();
                        count++;
                    } while (clock.Elapsed < duration);

                    return count;
                }
            }
        );
}
