namespace Gatehouse.Gate.Passes;

/// <summary>A driver was entered without a valid pass: a programming error or an attack. For the log only.</summary>
public sealed class GatePassException(string message) : InvalidOperationException(message);
