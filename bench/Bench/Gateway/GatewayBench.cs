using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Gateway;

/// <summary>The whole server, as a user starts it, beside a bare Kestrel: its start, its memory, its requests, its events.</summary>
internal static class GatewayBench
{
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(10);

    public static void Run(BenchFolder folder) => RunAsync(folder).GetAwaiter().GetResult();

    private static async Task RunAsync(BenchFolder folder)
    {
        var answer = Path.Combine(folder.Scratch, "status.http");
        // Short: the path of a control socket has 107 bytes at most.
        var homes = Directory.CreateTempSubdirectory("gh-bench-").FullName;
        try
        {
            var used = Home("used");
            await UseAsync(used, answer);
            await StartsAsync(used, answer);
            await using (var gatehouse = await ServerChild.GatehouseAsync(folder, used))
            await using (var fresh = await ServerChild.GatehouseAsync(folder, Home("idle")))
            await using (var bare = await ServerChild.BareAsync(answer))
            {
                await Task.Delay(IdleFor);
                PrintMemory(gatehouse, fresh, bare);
                await using var minimal = await ServerChild.MinimalApiAsync(answer);
                await StatusRounds.RunAsync(gatehouse, bare, minimal);
            }

            var next = 0;
            Func<Task<ServerChild>>? nginx = NginxPeer.Find() is { } found ? () => ServerChild.NginxAsync(found, folder.Scratch) : null;
            await EventRounds.RunAsync(
                () => ServerChild.GatehouseAsync(folder, Home($"events{next++}")),
                () => ServerChild.BareAsync(answer),
                nginx
            );
            await BurstRounds.RunAsync(() => ServerChild.BareAsync(answer), nginx);
            await StepRounds.RunAsync(() => ServerChild.BareAsync(answer), nginx);
        }
        finally
        {
            Directory.Delete(homes, recursive: true);
        }

        string Home(string name) => Directory.CreateDirectory(Path.Combine(homes, name)).FullName;

        // A home with a little history, and what the product answers.
        async Task UseAsync(string home, string file)
        {
            var server = await ServerChild.GatehouseAsync(folder, home);
            await using var crowd = await Crowd.OfGatehouseAsync(server, 1, "echo hello");
            for (var i = 0; i < 20; i++)
            {
                await crowd.RunTurnAsync();
            }

            using var connection = await KeptConnection.OpenAsync(server.Port, "/api/gateway/status", server.Token);
            await connection.AskAsync();
            await File.WriteAllBytesAsync(file, connection.Answer.ToArray());
        }

        async Task StartsAsync(string used, string answer)
        {
            Console.WriteLine(
                "\ngateway: from the start of the process to the first 200 of /api/health; the goal is 640 ms, the aim 320 ms"
            );
            (string Name, Func<int, Task<ServerChild>> Start, List<(double Wall, double Cpu)> Times)[] entrants =
            [
                ("gatehouse, fresh home", round => ServerChild.GatehouseAsync(folder, Home($"start{round}")), []),
                ("gatehouse, home in use", _ => ServerChild.GatehouseAsync(folder, used), []),
                ("bare Kestrel", _ => ServerChild.BareAsync(answer), []),
            ];
            for (var round = 0; round < Rounds.Count; round++)
            {
                foreach (var (_, start, times) in entrants)
                {
                    await using var server = await start(round);
                    times.Add((server.UntilHealthy.TotalMilliseconds, server.Cpu.TotalMilliseconds));
                }
            }

            var table = new Table("server", "ms", "CPU ms", "ms to bare");
            var peer = Median(entrants[^1].Times.Select(time => time.Wall));
            foreach (var (name, _, times) in entrants)
            {
                var wall = Median(times.Select(time => time.Wall));
                table.Add(name, Table.Number(wall), Table.Number(Median(times.Select(time => time.Cpu))), Table.Ratio(wall, peer));
            }

            table.Print();
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds.Count / 2);

    private static void PrintMemory(ServerChild gatehouse, ServerChild fresh, ServerChild bare)
    {
        Console.WriteLine(
            $"\ngateway: memory {IdleFor.TotalSeconds:0} s after the start, nobody connected; the goal is 75 MB, the aim 45 MB"
        );
        var table = new Table("server", "PSS MB", "RSS MB", "CPU ms so far");
        foreach (
            var (name, server) in new[] { ("gatehouse, fresh home", fresh), ("gatehouse, home in use", gatehouse), ("bare Kestrel", bare) }
        )
        {
            table.Add(
                name,
                Table.Number(server.PssMegabytes),
                Table.Number(server.RssMegabytes),
                Table.Number(server.Cpu.TotalMilliseconds)
            );
        }

        table.Print();
    }
}
