using Gatehouse.Bench.Measuring;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Bench.Gates;

/// <summary>
/// One effect through the Gate (decide, reserve, record, run, scan, outcome) with a driver that does nothing, by class of durability; beside
/// it one insert and its commit in a bare SQLite file with the ledger's pragmas. A durable effect is two commits: before and after.
/// </summary>
internal static class GateBench
{
    private static readonly int[] Loops = [1, 16];

    public static void Run(BenchFolder folder) => RunAsync(folder).GetAwaiter().GetResult();

    private static async Task RunAsync(BenchFolder folder)
    {
        Console.WriteLine("\ngate: an effect whose driver does nothing; what was recorded is on the disk when the clock is read");
        using var bare = new BareInsert(Fresh(folder, "bare.db"));
        await using var gate = await EmptyGate.StartAsync(Fresh(folder, "ledger.db"));
        if (!RequestTarget.TryParse("https://news.example/today", out var target, out var why))
        {
            throw new InvalidOperationException($"{why}");
        }

        var request =
            HttpRequest.TryCreate(WebMethod.Get, target, [], ReadOnlyMemory<byte>.Empty, out var refusal)
            ?? throw new InvalidOperationException(refusal);
        (string Note, Effect Effect)[] effects =
        [
            ("", new Compute("time", "{}")),
            ("", new ReadMemory("notes/today.md", "", 1)),
            (", budget", new FetchPage(target)),
            ("", new WriteMemory("notes/today.md", "a line", Append: true)),
            (", budget", request),
        ];
        List<(string Name, Func<Task> Work)> entrants =
        [
            ("bare insert, committed", bare.InsertAsync),
            .. effects.Select(row => (Name(row.Effect, row.Note), (Func<Task>)(() => gate.RunAsync(row.Effect)))),
        ];
        var table = new Table("effect", "at once", "effects/s", "us", "CPU us", "B/op", "us to bare", "CPU to bare");
        foreach (var loops in Loops)
        {
            var r = Rounds.Run([.. entrants.Select(entrant => Contestant.Loops(entrant.Name, loops, 0, entrant.Work, gate.FlushAsync))]);
            foreach (var ((name, _), reading) in entrants.Zip(r))
            {
                table.Add(
                    name,
                    $"{loops}",
                    Table.Number(reading.OperationsPerSecond),
                    Table.Number(1e6 * loops / reading.OperationsPerSecond),
                    Table.Number(reading.CpuMicroseconds),
                    Table.Number(reading.AllocatedEach),
                    Table.Ratio(r[0].OperationsPerSecond, reading.OperationsPerSecond),
                    Table.Ratio(reading.CpuMicroseconds, r[0].CpuMicroseconds)
                );
            }
        }

        table.Print();
    }

    private static string Name(Effect effect, string note) => $"{effect.Kind} ({effect.Durability}{note})";

    private static string Fresh(BenchFolder folder, string name)
    {
        var path = Path.Combine(folder.Scratch, name);
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(path + suffix);
        }

        return path;
    }
}
