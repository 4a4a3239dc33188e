namespace Gatehouse.App.Tests.Faults;

/// <summary>What goes wrong at a fault point.</summary>
internal enum FaultKind
{
    /// <summary>The process dies before the call has any effect.</summary>
    CrashBefore,

    /// <summary>The other side did it, and the process dies before it knows.</summary>
    CrashAfter,

    /// <summary>No write to any file works from here on, until the restart.</summary>
    DiskFull,

    /// <summary>No write to this database works from here on, until the restart.</summary>
    ReadOnly,

    /// <summary>This one call fails and does nothing.</summary>
    IoError,

    /// <summary>This one call does what it should, and fails all the same.</summary>
    IoErrorAfter,
}
