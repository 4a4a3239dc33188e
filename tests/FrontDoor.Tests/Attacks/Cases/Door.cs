namespace Gatehouse.FrontDoor.Tests.Attacks.Cases;

/// <summary>One place where a hostile text can stand.</summary>
/// <param name="Wrapping">What it looks like there; § stands for the order.</param>
internal sealed record Door(string Name, Carrier Carrier, string Wrapping)
{
    public const char Order = '§';

    /// <summary>The response header that it is.</summary>
    public string? Header { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>A page has room for one.</summary>
    public bool IsOnce { get; init; }

    /// <summary>It is read before anything else on the page, so before a private note was fetched.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Other words stand before the order on its line, so only requests are recognised there.</summary>
    public bool IsMidLine { get; init; }

    /// <summary>Why no model ever reads what stands there; null where it does.</summary>
    public string? NeverRead { get; init; }

    public string Show(string order) => Wrapping.Replace(Order.ToString(), order, StringComparison.Ordinal);
}
