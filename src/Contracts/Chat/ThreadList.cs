namespace Gatehouse.Contracts.Chat;

/// <summary>All threads, newest first. The two other members keep the shape that clients of this API know.</summary>
public sealed record ThreadList(IReadOnlyList<ThreadView> Threads, ThreadView? AssistantThread = null, string? ActiveThread = null);
