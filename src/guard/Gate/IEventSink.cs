using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Stopping;

namespace Gatehouse.Gate;

/// <summary>What the Gate tells the page as it happens. Closed.</summary>
public abstract record GateEvent
{
    private GateEvent() { }

    public sealed record ApprovalNeeded(ApprovalRecord Approval) : GateEvent;

    /// <summary>The owner answered, or the question expired.</summary>
    public sealed record ApprovalAnswered(ApprovalRecord Approval, bool Yes) : GateEvent;

    public sealed record ApprovalSettled(ApprovalRecord Approval) : GateEvent;

    public sealed record Stopped(StopMark Stop) : GateEvent;

    public sealed record Resumed(StopScope Scope) : GateEvent;
}

/// <summary>Takes events. Must return at once and never throw: a slow page must not slow a decision.</summary>
public interface IEventSink
{
    void Publish(GateEvent what);
}
