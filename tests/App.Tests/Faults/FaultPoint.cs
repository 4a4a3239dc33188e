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
        // By turns, for each case takes a whole story: a full disk and one that is read-only, an error before the write and after it.
        : [Index % 2 == 0 ? FaultKind.DiskFull : FaultKind.ReadOnly, Index % 4 < 2 ? FaultKind.IoError : FaultKind.IoErrorAfter];
}

/// <summary>A fault that a run is to meet, once.</summary>
internal sealed record PlannedFault(Predicate<FaultPoint> Meets, FaultKind Kind)
{
    public static PlannedFault At(int index, FaultKind kind) => new(point => point.Index == index, kind);

    /// <param name="nth">1 for the first such call from now on.</param>
    public static PlannedFault At(FaultPort port, string call, int nth, FaultKind kind)
    {
        var seen = 0;
        return new(point => point.Port == port && point.Call == call && ++seen == nth, kind);
    }

    /// <summary>Meets the first commit to the ledger after a step of a turn was kept.</summary>
    public static PlannedFault AtCommitAfterStep(FaultKind kind)
    {
        var kept = false;
        return new(point => (kept |= point.Call == "Append") && point is { Port: FaultPort.Ledger, Acts: true }, kind);
    }
}
