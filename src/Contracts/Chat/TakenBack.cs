namespace Gatehouse.Contracts.Chat;

/// <summary>What was said in a message that was taken back, in full: it is stored nowhere any more.</summary>
public sealed record TakenBack(string ThreadId, string Content, IReadOnlyList<string> Pasted);
