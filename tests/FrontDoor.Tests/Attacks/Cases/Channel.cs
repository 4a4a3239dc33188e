namespace Gatehouse.FrontDoor.Tests.Attacks.Cases;

/// <summary>One way to get something out.</summary>
/// <param name="Tool">The tool whose call is the attempt.</param>
/// <param name="Orders">What the model is told. HOST is the thief's, ID the case's, WHAT stands for the mark of what is to be taken.</param>
/// <param name="Expected">What becomes of it when untrusted text gave the order.</param>
/// <param name="Forms">How what is taken can be written here.</param>
internal sealed record Channel(string Name, string Tool, string[] Orders, Fate Expected, string[] Forms)
{
    /// <summary>Calls that it takes: one for each order, and one for an order that is only found on the way.</summary>
    public int Calls { get; init; } = Orders.Length;

    /// <summary>Many forms look like a credential here: those are denied before they are asked.</summary>
    public bool IsForKeys { get; init; }

    /// <summary>Takes one word, not the whole context: that would not fit.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>The word itself is not in the call, only a number that depends on it.</summary>
    public bool IsNumber { get; init; }

    /// <summary>What becomes of it depends on the door: it is tried where the page is a public one.</summary>
    public bool NeedsPublicPage { get; init; }

    public bool IsRequest =>
        Orders.All(order =>
            order.StartsWith("fetch http", StringComparison.Ordinal) || order.StartsWith("http ", StringComparison.Ordinal)
        );

    public override string ToString() => Name;
}
