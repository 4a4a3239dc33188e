using Gatehouse.Gate.Drivers;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>A piece of a tool call, for readers that pass calls on as they come. The whole call follows at the end as its own content.</summary>
internal sealed class CallPieceContent(CallPiece piece) : AIContent
{
    public CallPiece Piece => piece;
}
