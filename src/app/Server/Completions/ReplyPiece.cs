using Gatehouse.Gate.Drivers;

namespace Gatehouse.Server.Completions;

/// <summary>A piece of a reply. Closed.</summary>
internal abstract record ReplyPiece
{
    private ReplyPiece() { }

    public sealed record Text(string Piece) : ReplyPiece;

    public sealed record Call(CallPiece Piece) : ReplyPiece;
}
