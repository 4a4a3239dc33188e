namespace Gatehouse.Gate.Ledger;

/// <summary>What a ledger entry says. Stable: hashed by its wire name.</summary>
public enum EntryKind
{
    Started,
    Asked,
    Approved,
    RefusedByOwner,
    Expired,
    Denied,
    Intent,
    Outcome,
    Interrupted,
    Unknown,
    Stopped,
    Resumed,
    Granted,
    Revoked,

    /// <summary>The owner took untrusted texts out of a conversation.</summary>
    Dropped,

    /// <summary>Another key signs the checkpoints from here on, because the one before was gone.</summary>
    Rekeyed,

    /// <summary>The owner said whether an effect of unknown outcome happened.</summary>
    Answered,

    /// <summary>Bodies of old effects were dropped; their digests stay in the chain.</summary>
    BodiesDropped,

    /// <summary>Other limits or another preset of the policy hold from here on.</summary>
    Configured,
}

/// <summary>Wire names of entry kinds.</summary>
public static class EntryKindNames
{
    public static string Wire(this EntryKind kind) =>
        kind switch
        {
            EntryKind.Started => "started",
            EntryKind.Asked => "asked",
            EntryKind.Approved => "approved",
            EntryKind.RefusedByOwner => "refused_by_owner",
            EntryKind.Expired => "expired",
            EntryKind.Denied => "denied",
            EntryKind.Intent => "intent",
            EntryKind.Outcome => "outcome",
            EntryKind.Interrupted => "interrupted",
            EntryKind.Unknown => "unknown",
            EntryKind.Stopped => "stopped",
            EntryKind.Resumed => "resumed",
            EntryKind.Granted => "granted",
            EntryKind.Revoked => "revoked",
            EntryKind.Dropped => "dropped",
            EntryKind.Rekeyed => "rekeyed",
            EntryKind.Answered => "answered",
            EntryKind.BodiesDropped => "bodies_dropped",
            EntryKind.Configured => "configured",
            _ => throw new InvalidOperationException("unknown ledger entry kind"),
        };

    public static EntryKind? Parse(string? wire) =>
        Enum.GetValues<EntryKind>().Cast<EntryKind?>().FirstOrDefault(kind => kind!.Value.Wire() == wire);
}
