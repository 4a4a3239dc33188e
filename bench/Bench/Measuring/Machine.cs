using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Gatehouse.Bench.Measuring;

/// <summary>What the numbers were taken on: without it they mean nothing.</summary>
internal static class Machine
{
    public static void Print()
    {
        Console.WriteLine(
            $"{Processor()}, {Environment.ProcessorCount} logical processors, {(Avx512BW.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "no AVX2")}; "
                + $"{RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}"
        );
        Console.WriteLine("Rates vary with what else runs here: judge the ratios, which were taken side by side, round by round.");
    }

    private static string Processor()
    {
        const string Cpus = "/proc/cpuinfo";
        var name = File.Exists(Cpus)
            ? File.ReadLines(Cpus).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return name?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
