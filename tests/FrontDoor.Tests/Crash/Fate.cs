namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>What the asker knows of something that he asked for.</summary>
public enum Fate
{
    /// <summary>No answer came: it may be there wholly, or not at all.</summary>
    Unknown,

    /// <summary>A success was answered: it must be there, once.</summary>
    Acknowledged,

    /// <summary>A refusal was answered: it must not be there.</summary>
    Refused,
}
