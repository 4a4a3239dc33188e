using System.Text;
using Gatehouse.Bench.Leaks;
using Gatehouse.Bench.Measuring;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Bench.Unwrapping;

/// <summary>What unwrapping adds to the scan of a text as it stands: the same corpus, the same pieces.</summary>
internal static class UnwrapBench
{
    private static readonly int[] Sizes = [1 << 10, 1 << 16, 1 << 20];

    public static void Run(BenchFolder folder)
    {
        var corpus = Corpus.Build(folder.Root);
        Console.WriteLine($"\nunwrap: {corpus.MakeUp}");
        var plain = new LeakScanner();
        var deep = new DeepScan(plain);
        var table = new Table("size", "plain MB/s", "deep MB/s", "deep to plain", "plain us", "deep us", "unwrapping us", "deep B/op");
        foreach (var size in Sizes)
        {
            var bytes = corpus.Pieces(size);
            var texts = bytes.Select(Encoding.UTF8.GetString).ToArray();
            var total = bytes.Sum(piece => (long)piece.Length);
            var r = Rounds.Run([
                Contestant.Here("plain", texts.Length, total, () => Array.ForEach(texts, text => plain.Scan(text))),
                Contestant.Here("deep", texts.Length, total, () => Array.ForEach(texts, text => deep.Scan(text))),
            ]);
            table.Add(
                $"{size}",
                Table.Number(r[0].MegabytesPerSecond),
                Table.Number(r[1].MegabytesPerSecond),
                Table.Ratio(r[1].MegabytesPerSecond, r[0].MegabytesPerSecond),
                Table.Number(r[0].CpuMicroseconds),
                Table.Number(r[1].CpuMicroseconds),
                Table.Number(r[1].CpuMicroseconds - r[0].CpuMicroseconds),
                Table.Number(r[1].AllocatedEach)
            );
        }

        table.Print();
    }
}
