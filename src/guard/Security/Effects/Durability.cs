namespace Gatehouse.Security.Effects;

/// <summary>How surely an intent is on disk before the effect happens.</summary>
public enum Durability
{
    /// <summary>Touches nothing: counted, not recorded.</summary>
    Pure,

    /// <summary>Reads and model calls: recorded in groups, without waiting for the disk.</summary>
    Metered,

    /// <summary>Writes to the outside, spending, authority: on disk before it happens.</summary>
    Durable,
}

/// <summary>What may be said of an effect that was begun when the power went.</summary>
public enum Repeat
{
    /// <summary>Closed as interrupted; asking again does no harm.</summary>
    Safe,

    /// <summary>Put to the owner as "unknown outcome"; never repeated blindly.</summary>
    Unsafe,
}
