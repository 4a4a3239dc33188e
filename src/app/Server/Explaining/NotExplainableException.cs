namespace Gatehouse.Server.Explaining;

/// <summary>The question makes no sense or the settings cannot be used. The message is for the person at the terminal: cause and fix.</summary>
public sealed class NotExplainableException(string message) : Exception(message);
