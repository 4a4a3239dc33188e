namespace Gatehouse.Security.Policy;

/// <summary>Why the owner is asked.</summary>
public enum AskReason
{
    /// <summary>Requests composed by a model are asked each time (row 4).</summary>
    RequestEachTime,

    /// <summary>The context holds untrusted text, and the address might carry private data out (row 3).</summary>
    MayCarryPrivateData,

    /// <summary>Many pages were read in this turn, led by untrusted text: which link is followed says something, too.</summary>
    ManyPages,

    /// <summary>Untrusted text is in the context, and a memory document would be replaced.</summary>
    ReplacesMemory,

    /// <summary>The port is not the scheme's own (row 3).</summary>
    UnusualPort,
}
