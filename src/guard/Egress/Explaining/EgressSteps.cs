using System.Net;
using Gatehouse.Security.Policy;

namespace Gatehouse.Egress.Explaining;

/// <summary>What has been found out while one request is explained.</summary>
internal sealed class EgressSteps
{
    private readonly List<string> _tried = [];

    public string? Target { get; set; }

    public IReadOnlyList<IPAddress> Addresses { get; set; } = [];

    public void Try(string rule) => _tried.Add(rule);

    /// <summary>The rules inside <see cref="GatePolicy.Judge"/>, up to the one that spoke.</summary>
    public void TryPolicy(DenyReason? denied, bool configured)
    {
        Try(EgressRules.Metadata);
        if (denied == DenyReason.MetadataAddress)
        {
            return;
        }

        Try(EgressRules.ConfiguredEndpoint);
        if (configured)
        {
            return;
        }

        Try(EgressRules.ForbiddenNames);
        if (denied != DenyReason.LocalName)
        {
            Try(EgressRules.LiteralAddress);
        }
    }

    public EgressAnswer Allow(string reason) => new(Target, _tried, Addresses, Allowed: true, reason);

    public EgressAnswer Deny(string reason) => new(Target, _tried, Addresses, Allowed: false, reason);
}
