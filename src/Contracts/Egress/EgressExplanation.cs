namespace Gatehouse.Contracts.Egress;

/// <summary>What Egress would say to one request.</summary>
/// <param name="Target">The canonical address; null when it does not parse.</param>
/// <param name="RulesTried">In order; the last one decided.</param>
/// <param name="Decision"><c>allow</c> or <c>deny</c>.</param>
/// <param name="Reason">A stable word, a colon and a sentence.</param>
public sealed record EgressExplanation(
    string? Target,
    IReadOnlyList<string> RulesTried,
    IReadOnlyList<EgressAddress> Addresses,
    string Decision,
    string Reason
);
