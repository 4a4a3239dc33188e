namespace Gatehouse.FrontDoor.Tests.Everyday;

/// <summary>One thing that people ask of such an assistant, from the first word to the answer.</summary>
internal sealed record EverydayTask(string Name, params Exchange[] Exchanges)
{
    /// <summary>Why the owner is asked, once for each question; empty where the policy asks nothing.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    public bool NeedsNoKey => Exchanges.All(exchange => exchange.Moves.Length == 0);

    public override string ToString() => Name;
}
