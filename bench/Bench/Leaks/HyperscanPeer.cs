using System.Diagnostics;
using System.Globalization;
using Gatehouse.Bench.Measuring;

namespace Gatehouse.Bench.Leaks;

/// <summary>Hyperscan with the same expressions, in a process of its own: compiled here when g++ and its headers are installed.</summary>
internal sealed class HyperscanPeer : IDisposable
{
    private readonly Process _process;
    private readonly string _corpus;

    private HyperscanPeer(Process process, string corpus, int expressions) =>
        (_process, _corpus, Expressions) = (process, corpus, expressions);

    public int Expressions { get; }

    /// <summary>Null, with the reason on the console, when the peer cannot be had here.</summary>
    public static HyperscanPeer? TryStart(BenchFolder folder, byte[] corpus)
    {
        var program = Path.Combine(folder.Scratch, "scan");
        var source = Path.Combine(folder.Root, "bench", "hyperscan", "scan.cpp");
        try
        {
            using var compiler = Process.Start("g++", ["-O2", "-std=c++17", "-o", program, source, "-lhs"]);
            compiler.WaitForExit();
            if (compiler.ExitCode != 0)
            {
                Console.WriteLine("No Hyperscan beside it: it did not compile (Debian: apt install g++ libhyperscan-dev).");
                return null;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("No Hyperscan beside it: there is no g++ (Debian: apt install g++ libhyperscan-dev).");
            return null;
        }

        var expressions = Path.Combine(folder.Scratch, "expressions");
        var text = Path.Combine(folder.Scratch, "corpus");
        File.WriteAllLines(expressions, Rows(folder));
        File.WriteAllBytes(text, corpus);
        var process = Process.Start(
            new ProcessStartInfo(program, [expressions]) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        return new HyperscanPeer(process, text, int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
    }

    public Contestant Contestant(int size) =>
        new(
            "hyperscan",
            duration =>
            {
                _process.StandardInput.WriteLine(FormattableString.Invariant($"{_corpus} {size} {duration.TotalMilliseconds:0}"));
                _process.StandardInput.Flush();
                var cells = _process
                    .StandardOutput.ReadLine()!
                    .Split(' ')
                    .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))
                    .ToArray();
                return new Reading((long)cells[0], (long)cells[1], cells[2], cells[3]);
            }
        );

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // What stands before and behind is not asked for: that only makes the peer's work less.
    private static IEnumerable<string> Rows(BenchFolder folder) =>
        File.ReadLines(Path.Combine(folder.Root, "bench", "hyperscan", "expressions.tsv"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(cells => (cells[3].Split(',').Contains("anycase") ? "i" : "-") + "\t" + cells[4]);
}
