namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>A place at which the server is killed.</summary>
/// <param name="Reach">Returns at that place, with requests that may still be under way.</param>
internal sealed record Moment(string Name, Func<Task> Reach);
