namespace Gatehouse.Bench.Measuring;

/// <summary>What one contestant did in one round.</summary>
/// <param name="Operations">How many times the work was done.</param>
/// <param name="Bytes">How much of it, in the unit in which all contestants count.</param>
/// <param name="Seconds">On the clock.</param>
/// <param name="CpuSeconds">User and kernel time of the process that did it.</param>
/// <param name="Allocated">Bytes of managed memory; 0 where there is none.</param>
internal sealed record Reading(long Operations, long Bytes, double Seconds, double CpuSeconds, long Allocated = 0)
{
    public double MegabytesPerSecond => Bytes / Seconds / 1e6;

    public double OperationsPerSecond => Operations / Seconds;

    public double CpuMicroseconds => CpuSeconds / Operations * 1e6;

    public double AllocatedEach => (double)Allocated / Operations;
}
