namespace Gatehouse.Contracts.Chat;

/// <summary>What is gone.</summary>
public sealed record DeletedThread(string ThreadId, int Turns);
