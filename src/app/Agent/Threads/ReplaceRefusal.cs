namespace Gatehouse.Agent.Threads;

/// <summary>Why a turn cannot be replaced.</summary>
public enum ReplaceRefusal
{
    /// <summary>There is no such turn of the owner's, or it was replaced before.</summary>
    Unknown,

    /// <summary>A turn is queued or under way.</summary>
    Busy,

    /// <summary>Something that it asked for waits for the owner, or is being carried out after the owner's yes.</summary>
    Waits,

    /// <summary>The conversation went on after it.</summary>
    NotLast,
}
