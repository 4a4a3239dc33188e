namespace Gatehouse.Contracts.Logs;

/// <summary>The newest log entries, oldest first.</summary>
public sealed record LogList(IReadOnlyList<LogEntryView> Entries);
