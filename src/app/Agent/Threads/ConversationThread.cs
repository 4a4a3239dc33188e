using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Threads;

/// <summary>One conversation of the owner.</summary>
/// <param name="Turns">How many turns it has.</param>
/// <param name="Busy">Whether a turn is queued or under way.</param>
/// <param name="Title">Taken from the first message; null while there is none.</param>
public sealed record ConversationThread(ThreadId Id, string? Title, int Turns, bool Busy, DateTimeOffset Created, DateTimeOffset Updated);
