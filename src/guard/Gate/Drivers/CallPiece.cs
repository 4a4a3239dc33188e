namespace Gatehouse.Gate.Drivers;

/// <summary>A piece of one tool call.</summary>
/// <param name="Index">Which call of the reply, from 0.</param>
/// <param name="Id">In a call's first piece; empty in the others, and when the model gave none.</param>
/// <param name="Name">In a call's first piece; empty in the others.</param>
/// <param name="Arguments">The next characters of the arguments; may be empty.</param>
public sealed record CallPiece(int Index, string Id, string Name, string Arguments);
