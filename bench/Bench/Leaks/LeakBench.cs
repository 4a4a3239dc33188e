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
        using var peer = HyperscanPeer.TryStart(folder, corpus.Bytes);
        Console.WriteLine($"{LeakPatterns.All.Count} patterns{(peer is null ? "" : $"; Hyperscan has {peer.Expressions} expressions")}");
        var table = new Table("size", "MB/s", "from UTF-8", "us", "B/op", "Hyperscan MB/s", "UTF-8 to Hyperscan");
        foreach (var size in Sizes)
        {
            var bytes = corpus.Pieces(size);
            var texts = bytes.Select(Encoding.UTF8.GetString).ToArray();
            var total = bytes.Sum(piece => (long)piece.Length);
            var buffer = new char[bytes.Max(p => p.Length)];
            List<Contestant> contestants =
            [
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
            ];
            if (peer is not null)
            {
                contestants.Add(peer.Contestant(size));
            }

            var r = Rounds.Run(contestants);
            table.Add(
                $"{size}",
                Table.Number(r[0].MegabytesPerSecond),
                Table.Number(r[1].MegabytesPerSecond),
                Table.Number(r[0].CpuMicroseconds),
                Table.Number(r[0].AllocatedEach),
                peer is null ? "-" : Table.Number(r[2].MegabytesPerSecond),
                peer is null ? "-" : Table.Ratio(r[1].MegabytesPerSecond, r[2].MegabytesPerSecond)
            );
        }
        table.Print();
    }
}
