using System.Net;
using Gatehouse.Egress.Dialling;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Explaining;

/// <summary>Names whose addresses the asker gave, before those that a resolver knows.</summary>
internal sealed class GivenAddresses(IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> given, IResolver others) : IResolver
{
    public Task<IReadOnlyList<IPAddress>> ResolveAsync(HostName host, bool asWritten, CancellationToken ct) =>
        given.TryGetValue(host.Value, out var addresses) ? Task.FromResult(addresses) : others.ResolveAsync(host, asWritten, ct);
}
