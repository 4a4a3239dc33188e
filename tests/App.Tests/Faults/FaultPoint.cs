namespace Gatehouse.App.Tests.Faults;

/// <summary>Where the program meets what it does not control.</summary>
internal enum FaultPort
{
    Ledger,
    Threads,
    Memory,
    Web,
    Model,
}

/// <summary>One call over a port, counted from the start of a story.</summary>
/// <param name="Acts">It changes a file or the world; false only reads.</param>
internal sealed record FaultPoint(int Index, FaultPort Port, string Call, bool Acts)
{
    /// <summary>The ways in which this call can fail and the program lives on.</summary>
    public IEnumerable<FaultKind> Failures =>
        !Acts ? [FaultKind.IoError]
        : Port is FaultPort.Web or FaultPort.Model ? [FaultKind.IoError, FaultKind.IoErrorAfter]
        : [FaultKind.DiskFull, FaultKind.ReadOnly, FaultKind.IoError, FaultKind.IoErrorAfter];
}

/// <summary>A fault that a run is to meet.</summary>
internal sealed record PlannedFault(int Index, FaultKind Kind);
