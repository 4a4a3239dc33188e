namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>Something that was asked for, and how to see how many times it is there.</summary>
/// <param name="count">0, 1 or more; <see cref="Torn"/> where a part of it is there.</param>
internal sealed class Claim(string what, Func<Task<int>> count)
{
    public const int Torn = -1;

    public string What => what;

    public Fate Fate { get; set; }

    /// <summary>Holds what is there against what is known. What was unknown is known from now on: it may not change at a later kill.</summary>
    public async Task<Violation?> CheckAsync()
    {
        var there = await count();
        var wrong = (Fate, there) switch
        {
            (_, Torn) => new Violation(Breach.Lost, $"{what}: a part of it is there"),
            (_, > 1) => new Violation(Breach.Doubled, $"{what}: {there} times there"),
            (Fate.Acknowledged, 0) => new Violation(Breach.Lost, $"{what}: acknowledged, and not there"),
            (Fate.Refused, 1) => new Violation(Breach.Doubled, $"{what}: refused or not there before, and there"),
            _ => null,
        };
        Fate = there == 0 ? Fate.Refused : Fate.Acknowledged;
        return wrong;
    }
}
