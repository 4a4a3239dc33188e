namespace Gatehouse.Security.Policy;

/// <summary>Why the owner is asked. Stable: stored by name. Each belongs to one row of the table.</summary>
public enum AskReason
{
    /// <summary>Requests composed by a model are asked each time (row 4).</summary>
    RequestEachTime,

    /// <summary>The context holds untrusted text, and the address might carry private data out (row 3).</summary>
    MayCarryPrivateData,

    /// <summary>Many pages were read in this turn, led by untrusted text: which link is followed says something, too (row 3).</summary>
    ManyPages,

    /// <summary>Untrusted text is in the context, and a memory document would be replaced (row 6).</summary>
    ReplacesMemory,

    /// <summary>The port is not the scheme's own, and the owner did not write the address (row 3).</summary>
    UnusualPort,

    /// <summary>The owner did not name the address, and the strict preset wants that (row 3).</summary>
    AddressNotTyped,

    /// <summary>Untrusted text is in the context, and the strict preset asks before it adds to memory (row 6).</summary>
    AddsToMemory,

    /// <summary>What is deleted is gone (row 12).</summary>
    Deletes,
}

/// <summary>Which row of the table a question comes from.</summary>
public static class AskReasons
{
    public static PolicyRow Row(this AskReason reason) =>
        reason switch
        {
            AskReason.RequestEachTime => PolicyRow.Requests,
            AskReason.MayCarryPrivateData or AskReason.ManyPages or AskReason.UnusualPort or AskReason.AddressNotTyped => PolicyRow.Pages,
            AskReason.ReplacesMemory or AskReason.AddsToMemory => PolicyRow.MemoryWrites,
            AskReason.Deletes => PolicyRow.Deletions,
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "unknown reason to ask"),
        };
}
