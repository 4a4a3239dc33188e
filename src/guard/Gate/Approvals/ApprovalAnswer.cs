namespace Gatehouse.Gate.Approvals;

/// <summary>What came of the owner's answer to an approval.</summary>
public enum ApprovalAnswer
{
    Accepted,

    /// <summary>There is no such approval.</summary>
    Unknown,

    /// <summary>It was answered before; an approval is single-use.</summary>
    AlreadyAnswered,

    Expired,

    /// <summary>"Always" is not offered for this effect.</summary>
    NotGrantable,
}
