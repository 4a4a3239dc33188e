using System.Text.Json.Serialization;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Stopping;

namespace Gatehouse.Contracts.Chat;

/// <summary>A page of a thread's turns, oldest first, with what waits and what is stopped there.</summary>
/// <param name="Taint">What taints the thread now; left out when nothing does.</param>
public sealed record HistoryView(
    string ThreadId,
    IReadOnlyList<TurnView> Turns,
    bool HasMore,
    IReadOnlyList<ApprovalView> PendingApprovals,
    StopView? Stop,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OldestTimestamp = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ApprovalView? PendingApproval = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ThreadTaintView? Taint = null
);
