namespace Gatehouse.Security.Hosts.Idna;

/// <summary>What UTS #46 makes of a code point outside ASCII, and what a label may do with it.</summary>
internal enum IdnaKind
{
    /// <summary>Forbidden, unassigned, or not to be checked here.</summary>
    Refused = 0,

    /// <summary>Stands as it is.</summary>
    Valid,

    /// <summary>A combining mark that stays where it is; does not begin a label.</summary>
    Mark,

    /// <summary>A combining mark that normalisation moves among others of its kind; does not begin a label.</summary>
    MovingMark,

    /// <summary>A letter that is written from right to left; makes the name fall under the Bidi rule.</summary>
    RightToLeft,

    /// <summary>Dropped.</summary>
    Ignored,

    /// <summary>Replaced by other characters.</summary>
    Replaced,
}
