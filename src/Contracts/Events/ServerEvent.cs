using System.Text.Json.Serialization;
using Gatehouse.Contracts.Approvals;

namespace Gatehouse.Contracts.Events;

/// <summary>What the server tells an event stream. Closed; the discriminator is the member <c>type</c> and the frame's event name.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(ResponseEvent), "response")]
[JsonDerivedType(typeof(ThinkingEvent), "thinking")]
[JsonDerivedType(typeof(StatusEvent), "status")]
[JsonDerivedType(typeof(ToolStartedEvent), "tool_started")]
[JsonDerivedType(typeof(ToolCompletedEvent), "tool_completed")]
[JsonDerivedType(typeof(ToolResultEvent), "tool_result")]
[JsonDerivedType(typeof(StreamChunkEvent), "stream_chunk")]
[JsonDerivedType(typeof(ApprovalView), "approval_needed")]
[JsonDerivedType(typeof(ApprovalSettledEvent), "approval_settled")]
[JsonDerivedType(typeof(ErrorEvent), "error")]
[JsonDerivedType(typeof(TurnStartedEvent), "turn_started")]
[JsonDerivedType(typeof(TurnEndedEvent), "turn_ended")]
[JsonDerivedType(typeof(StoppedEvent), "stopped")]
[JsonDerivedType(typeof(ResumedEvent), "resumed")]
[JsonDerivedType(typeof(HeartbeatEvent), "heartbeat")]
[JsonDerivedType(typeof(ResyncEvent), "resync")]
public abstract record ServerEvent;
