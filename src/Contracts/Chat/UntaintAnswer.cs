namespace Gatehouse.Contracts.Chat;

/// <summary>How many texts were taken out of a thread, and what taints it now.</summary>
public sealed record UntaintAnswer(string ThreadId, int Dropped, ThreadTaintView Taint);
