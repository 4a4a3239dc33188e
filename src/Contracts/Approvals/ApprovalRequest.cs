using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Approvals;

/// <summary>The owner's answer to one question.</summary>
/// <param name="RequestId">Such as A12.</param>
/// <param name="Action">approve, always or deny.</param>
/// <param name="ExpiresIn">With always: for how long, such as 1h, 1d or 30d; left out or none has no end.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ApprovalRequest(
    string RequestId,
    string Action,
    string? ThreadId = null,
    string? Reason = null,
    string? ExpiresIn = null
);
