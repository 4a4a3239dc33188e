using Gatehouse.Contracts.Events;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Server.Endpoints;

namespace Gatehouse.Server.Events;

/// <summary>Puts the Gate's events on the wire.</summary>
internal sealed class GateEvents(EventHub hub) : IEventSink
{
    public void Publish(GateEvent what) =>
        hub.Publish(
            what switch
            {
                GateEvent.ApprovalNeeded needed => ApprovalViews.View(needed.Approval),
                GateEvent.ApprovalAnswered answered => Settled(answered.Approval, answered.Yes ? "approved" : Refused(answered.Approval)),
                GateEvent.ApprovalSettled settled => Settled(settled.Approval, Outcome(settled.Approval)),
                GateEvent.Stopped stopped => new StoppedEvent(StopViews.ScopeOf(stopped.Stop.Scope), stopped.Stop.Scope.Thread?.Value),
                GateEvent.Resumed resumed => new ResumedEvent(StopViews.ScopeOf(resumed.Scope), resumed.Scope.Thread?.Value),
                _ => throw new InvalidOperationException("unknown event of the Gate"),
            }
        );

    private static ApprovalSettledEvent Settled(ApprovalRecord approval, string outcome) =>
        new(approval.Name, outcome, approval.Thread?.Value ?? "");

    private static string Refused(ApprovalRecord approval) => approval.Settled == SettledAs.Expired ? "expired" : "denied";

    private static string Outcome(ApprovalRecord approval) =>
        approval.Settled switch
        {
            SettledAs.Done => "done",
            SettledAs.RefusedByOwner => "denied",
            SettledAs.Expired => "expired",
            _ => "failed",
        };
}
