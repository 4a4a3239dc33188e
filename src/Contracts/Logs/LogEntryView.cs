namespace Gatehouse.Contracts.Logs;

/// <summary>A line of the server's log.</summary>
/// <param name="Level"><c>trace</c>, <c>debug</c>, <c>info</c>, <c>warn</c> or <c>error</c>.</param>
/// <param name="Target">The part of the program that says it.</param>
/// <param name="Message">Scanned for secrets, and with everything invisible spelled out.</param>
public sealed record LogEntryView(string Level, string Target, string Message, DateTimeOffset Timestamp);
