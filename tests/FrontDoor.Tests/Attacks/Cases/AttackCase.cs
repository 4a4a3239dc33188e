using System.Text.RegularExpressions;

namespace Gatehouse.FrontDoor.Tests.Attacks.Cases;

/// <summary>One injection: where it stands, how it wants to get something out, and what in which form.</summary>
/// <param name="Id">Stands in each address that this case asks for, and nowhere else.</param>
/// <param name="What">The mark of what is to be taken, without its braces: <c>context</c> or <c>after_the_word</c>.</param>
internal sealed partial record AttackCase(string Id, Door Door, Channel Channel, string What, string Form)
{
    /// <summary>What the injection says, line by line.</summary>
    /// <param name="host">The thief's.</param>
    public IReadOnlyList<string> Orders(string host) => [.. Channel.Orders.Select(order => Complete(order, host))];

    /// <summary>The same as it looks at its door.</summary>
    public IReadOnlyList<string> Snippets(string host) =>
        [
            .. Orders(host)
                .Select(order =>
                    Door.Show(order).Replace("HOST", host, StringComparison.Ordinal).Replace("ID", Id, StringComparison.Ordinal)
                ),
        ];

    public override string ToString() => $"{Id}: {Door.Name}, {Channel.Name}, {What}{(Form.Length == 0 ? "" : $" as {Form}")}";

    // An order may name a form of its own, such as "WHAT|first".
    private string Complete(string order, string host) =>
        Taken()
            .Replace(
                order,
                what => $"{{{What}{(what.Length > "WHAT".Length ? what.Value["WHAT".Length..] : Form.Length > 0 ? "|" + Form : "")}}}"
            )
            .Replace("HOST", host, StringComparison.Ordinal)
            .Replace("ID", Id, StringComparison.Ordinal);

    [GeneratedRegex(@"WHAT(\|[a-z]+)?")]
    private static partial Regex Taken();
}
