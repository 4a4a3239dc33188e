namespace Gatehouse.Contracts.Events;

/// <summary>A question has an answer or an end: approved, denied, expired, done or failed.</summary>
public sealed record ApprovalSettledEvent(string RequestId, string Outcome, string ThreadId) : ServerEvent;
