using System.Text;
using Gatehouse.Bench.Measuring;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Bench.Leaks;

internal static class LeakBench
{
    private static readonly int[] Sizes = [150, 1 << 10, 1 << 12, 1 << 16, 1 << 20];

    public static void Run(BenchFolder folder)
    {
        var corpus = Corpus.Build(folder.Root);
        Console.WriteLine($"\nleaks: {corpus.MakeUp}");
        var scanner = new LeakScanner();
        var table = new Table("size", "MB/s", "from UTF-8", "us", "B/op");
        foreach (var size in Sizes)
        {
            var bytes = corpus.Pieces(size);
            var texts = bytes.Select(Encoding.UTF8.GetString).ToArray();
            var total = bytes.Sum(piece => (long)piece.Length);
            var buffer = new char[bytes.Max(p => p.Length)];
            var r = Rounds.Run([
                Contestant.Here(
                    "ours",
                    texts.Length,
                    total,
                    () =>
                    {
                        foreach (var t in texts)
                        {
                            scanner.Scan(t);
                        }
                    }
                ),
                Contestant.Here(
                    "utf8",
                    texts.Length,
                    total,
                    () =>
                    {
                        foreach (var b in bytes)
                        {
                            var n = Encoding.UTF8.GetChars(b, buffer);
                            scanner.Scan(buffer.AsSpan(0, n));
                        }
                    }
                ),
            ]);
            table.Add(
                $"{size}",
                Table.Number(r[0].MegabytesPerSecond),
                Table.Number(r[1].MegabytesPerSecond),
                Table.Number(r[0].CpuMicroseconds),
                Table.Number(r[0].AllocatedEach)
            );
        }
        table.Print();
    }
}
