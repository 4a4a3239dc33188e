using System.Net;

namespace Gatehouse.Egress.Explaining;

/// <summary>What Egress would say to one request, and how it came to that.</summary>
/// <param name="Target">The canonical address, or host and port of a CONNECT; null when it does not parse.</param>
/// <param name="RulesTried">Names of the rules that were asked, in order; the last one decided. Stable.</param>
/// <param name="Addresses">What would be dialled, as far as it became known.</param>
/// <param name="Reason">A stable word, a colon and a sentence. Never repeats the address.</param>
public sealed record EgressAnswer(
    string? Target,
    IReadOnlyList<string> RulesTried,
    IReadOnlyList<IPAddress> Addresses,
    bool Allowed,
    string Reason
);
