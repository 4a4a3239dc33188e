namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>A broken promise, and what shows it.</summary>
internal sealed record Violation(Breach Breach, string What);
