using System.Text;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Cli.Chat;

/// <summary>Follows the turns of one thread and prints what they say as it comes.</summary>
internal sealed class TurnWatch(Terminal terminal, string thread)
{
    private readonly StringBuilder printed = new();
    private readonly List<ApprovalView> asked = [];

    /// <summary>The turn under way; null between turns.</summary>
    public string? Turn { get; private set; }

    /// <summary>How the last turn ended; null when none has.</summary>
    public TurnEndedEvent? Ended { get; private set; }

    /// <summary>Questions that came up and have no answer yet.</summary>
    public IReadOnlyList<ApprovalView> Asked => asked;

    /// <summary>Whether this event ended a turn of the thread.</summary>
    public bool Take(ServerEvent happened)
    {
        switch (happened)
        {
            case TurnStartedEvent started when started.ThreadId == thread:
                Turn = started.TurnId;
                printed.Clear();
                break;
            case StreamChunkEvent chunk when chunk.TurnId == Turn:
                Chunk(chunk);
                break;
            case ResponseEvent response when response.TurnId == Turn:
                Response(response.Content);
                break;
            case ToolStartedEvent tool when tool.TurnId == Turn:
                Break();
                terminal.Line($"  · {tool.Name} …");
                break;
            case ToolCompletedEvent tool when tool.TurnId == Turn:
                terminal.Line($"  · {tool.Name}: {tool.Outcome}{(tool.Error is { } why ? $" ({why})" : "")}");
                break;
            case ApprovalView approval when approval.ThreadId == thread:
                asked.Add(approval);
                Break();
                terminal.Warning($"{approval.RequestId} {approval.Description} … approve with: gatehouse approve {approval.RequestId}");
                break;
            case ApprovalSettledEvent settled:
                asked.RemoveAll(approval => approval.RequestId == settled.RequestId);
                break;
            case ErrorEvent error when error.ThreadId is null || error.ThreadId == thread:
                terminal.Bad(error.Message);
                break;
            case TurnEndedEvent ended when ended.ThreadId == thread:
                Break();
                (Turn, Ended) = (null, ended);
                return true;
        }

        return false;
    }

    public void Forget(ApprovalView approval) => asked.Remove(approval);

    private void Chunk(StreamChunkEvent chunk)
    {
        if (chunk.Replace == true)
        {
            Break();
            printed.Clear();
        }

        printed.Append(chunk.Content);
        terminal.Piece(chunk.Content);
    }

    // The stored answer wins: what the scanner replaced after it was shown is said again, as it stands.
    private void Response(string content)
    {
        if (printed.ToString().TrimEnd() != content.TrimEnd() && content.Length > 0)
        {
            Break();
            terminal.Line(content);
            printed.Clear().Append(content).Append('\n');
        }
    }

    private void Break()
    {
        if (printed.Length > 0 && printed[^1] != '\n')
        {
            terminal.Line();
            printed.Append('\n');
        }
    }
}
