namespace Gatehouse.Contracts.Logs;

/// <summary>How much is logged.</summary>
/// <param name="Until">Always <c>restart</c>: the level is not kept.</param>
public sealed record LogLevelView(string Level, string Until = "restart");
