namespace Gatehouse.Security.Policy;

/// <summary>What the policy says of one effect. Closed; anything unforeseen is a denial.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <summary>The row of the table that spoke; null when none did, and the guard around the table decided.</summary>
    public PolicyRow? Row { get; init; }

    /// <summary>May happen.</summary>
    /// <param name="GrantId">The standing grant that covers it, or null.</param>
    /// <param name="ByApproval">Whether the owner's single-use approval is what allows it, and so is used up.</param>
    public sealed record Allow(string? GrantId = null, bool ByApproval = false) : Decision;

    /// <summary>The owner decides, seeing the exact bytes.</summary>
    /// <param name="Grantable">Whether "always" may be offered.</param>
    public sealed record Ask(AskReason Reason, bool Grantable) : Decision;

    /// <summary>Must not happen, whoever asks.</summary>
    public sealed record Deny(DenyReason Reason) : Decision;
}
