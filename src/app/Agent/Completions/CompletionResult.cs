using Gatehouse.Gate;

namespace Gatehouse.Agent.Completions;

/// <summary>What became of a program's question. Closed.</summary>
public abstract record CompletionResult
{
    private CompletionResult() { }

    /// <summary>The whole reply, scanned.</summary>
    public sealed record Replied(CompletionReply Reply) : CompletionResult;

    /// <summary>No reply. A result that is done had something secret in its tool calls, and half a call is none.</summary>
    public sealed record Ended(GateResult Why) : CompletionResult;
}
