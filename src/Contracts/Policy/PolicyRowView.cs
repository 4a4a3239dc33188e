namespace Gatehouse.Contracts.Policy;

/// <summary>One row of the policy table.</summary>
/// <param name="Clean">What happens while nothing untrusted is in the context.</param>
/// <param name="Tainted">What happens once something is.</param>
/// <param name="Decides">The effects that exist and that this row decides.</param>
/// <param name="NotYet">Those that nothing can plan yet: denied, because no rule allows them.</param>
public sealed record PolicyRowView(
    int Row,
    string Effects,
    string Clean,
    string Tainted,
    IReadOnlyList<string> Decides,
    IReadOnlyList<string> NotYet
);
