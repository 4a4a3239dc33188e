namespace Gatehouse.Contracts.Approvals;

/// <summary>What waits for the owner, oldest first.</summary>
public sealed record ApprovalList(IReadOnlyList<ApprovalView> Approvals);
