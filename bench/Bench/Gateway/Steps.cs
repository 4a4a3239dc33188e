namespace Gatehouse.Bench.Gateway;

/// <summary>Turns of a crowd one after the other.</summary>
/// <param name="ToLast">Of each, in milliseconds, from its request until the last reader had it.</param>
internal sealed record Steps(int Deliveries, IReadOnlyList<double> ToLast, TimeSpan Cpu)
{
    public double CpuMicrosecondsEach => Cpu.TotalMicroseconds / Deliveries;

    public double Milliseconds(double share) => ToLast.Order().ElementAt((int)(share * (ToLast.Count - 1)));
}
