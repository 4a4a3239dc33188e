namespace Gatehouse.Gate.Unknowns;

/// <summary>What came of the owner's word on an effect.</summary>
public enum UnknownAnswer
{
    Accepted,

    /// <summary>There is no such effect, or its outcome is known.</summary>
    NotUnknown,

    /// <summary>The owner said so before; his first word stands.</summary>
    AlreadyAnswered,
}
