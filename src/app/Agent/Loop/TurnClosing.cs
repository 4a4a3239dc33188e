using Gatehouse.Agent.Threads;

namespace Gatehouse.Agent.Loop;

/// <summary>How a turn is to end: why, what it says, and the last messages to store with the end.</summary>
internal sealed record TurnClosing(EndReason Reason, string Response, params IReadOnlyList<ThreadMessage> Last)
{
    public TurnState State =>
        Reason switch
        {
            EndReason.Answered or EndReason.WaitingForApproval or EndReason.ToolRoundsExhausted => TurnState.Completed,
            EndReason.Stopped or EndReason.Interrupted => TurnState.Interrupted,
            _ => TurnState.Failed,
        };

    /// <summary>What was said so far and a sentence on why it ends there.</summary>
    public static string Joined(string said, string sentence) => said.Length == 0 ? sentence : $"{said.TrimEnd()}\n\n{sentence}";
}
