using System.Text;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Cli.Chat;

/// <summary>Follows the turns of one thread and prints what they say as it comes.</summary>
internal sealed class TurnWatch(Terminal terminal, string thread)
{
    private readonly StringBuilder _printed = new();
    private readonly List<ApprovalView> _asked = [];

    /// <summary>The turn under way; null between turns.</summary>
    public string? Turn { get; private set; }

    /// <summary>How the last turn ended; null when none has.</summary>
    public TurnEndedEvent? Ended { get; private set; }

    /// <summary>Questions that came up and have no answer yet.</summary>
    public IReadOnlyList<ApprovalView> Asked => _asked;

    /// <summary>Whether this event ended a turn of the thread.</summary>
    public bool Take(ServerEvent happened)
    {
        switch (happened)
        {
            case TurnStartedEvent started when started.ThreadId == thread:
                Turn = started.TurnId;
                _printed.Clear();
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
                _asked.Add(approval);
                Break();
                terminal.Warning($"{approval.RequestId} {approval.Description} … approve with: gatehouse approve {approval.RequestId}");
                break;
            case ApprovalSettledEvent settled:
                _asked.RemoveAll(approval => approval.RequestId == settled.RequestId);
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

    public void Forget(ApprovalView approval) => _asked.Remove(approval);

    private void Chunk(StreamChunkEvent chunk)
    {
        if (chunk.Replace == true)
        {
            Break();
            _printed.Clear();
        }

        _printed.Append(chunk.Content);
        terminal.Piece(chunk.Content);
    }

    // The stored answer wins: what the scanner replaced after it was shown is said again, as it stands.
    private void Response(string content)
    {
        if (_printed.ToString().TrimEnd() != content.TrimEnd() && content.Length > 0)
        {
            Break();
            terminal.Line(content);
            _printed.Clear().Append(content).Append('\n');
        }
    }

    private void Break()
    {
        if (_printed.Length > 0 && _printed[^1] != '\n')
        {
            terminal.Line();
            _printed.Append('\n');
        }
    }
}
