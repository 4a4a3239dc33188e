namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>Where in the life of a turn the server is killed.</summary>
public enum KillPoint
{
    AfterAccepted,
    TurnStarted,
    ModelAsked,
    ModelStreaming,
    ApprovalNeeded,
    RightAfterApproving,
    RequestOnTheWire,
    RequestAnswered,
    ApprovalSettled,
    ContinuationStarted,
}
