using System.Collections.Frozen;

namespace Gatehouse.Security.Hosts;

/// <summary>Names that lead to this machine, its network or a cloud's metadata service, whatever they resolve to.</summary>
/// <remarks>
/// The address check at dial time would refuse most of them; refusing the name as well means no query for it leaves the
/// machine, and a resolver that answers them oddly is not trusted. Pure and thread-safe.
/// </remarks>
public static class ForbiddenNames
{
    private static readonly FrozenSet<string> Suffixes = new[]
    {
        "localhost", // RFC 6761 section 6.3
        "local", // RFC 6762, multicast DNS
        "internal", // ICANN resolution 2024.07.29.06; also GCP's metadata, EC2 and host.docker.internal
        "localdomain", // what many distributions append to localhost
        "home.arpa", // RFC 8375, the residential network
        "svc", // Kubernetes services, search-list form of *.svc.cluster.local
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Exact = new[]
    {
        "localhost6", // /etc/hosts of Red Hat systems
        "ip6-localhost", // /etc/hosts of Debian systems
        "ip6-loopback",
        "kubernetes",
        "kubernetes.default",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Metadata = new[]
    {
        "metadata", // GCP search-list form
        "metadata.google.internal",
        "metadata.goog",
        "instance-data", // EC2 search-list form
        "instance-data.ec2.internal",
        "metadata.azure.com",
        "metadata.azure.internal",
        "metadata.tencentyun.com",
        "metadata.packet.net",
        "metadata.platformequinix.com",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for names no tool, page or job may reach; only an endpoint of the owner's own configuration may.</summary>
    public static bool IsForbidden(HostName host) =>
        host.Literal is null && (IsShort(host.Value) || IsLocal(host.Value) || IsMetadata(host));

    /// <summary>True for a cloud's metadata service by name: forbidden, and not even the owner's configuration grants it.</summary>
    public static bool IsMetadata(HostName host) => Metadata.Contains(host.Value);

    // A name without a dot is one of this machine's network. No top-level domain is a website (ICANN, Report on Dotless Domains, 2013).
    private static bool IsShort(string name) => !name.Contains('.', StringComparison.Ordinal);

    private static bool IsLocal(string name)
    {
        if (Exact.Contains(name))
        {
            return true;
        }

        var suffixes = Suffixes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at >= 0; at = NextLabel(name, at))
        {
            if (suffixes.Contains(name.AsSpan(at)))
            {
                return true;
            }
        }

        return false;
    }

    private static int NextLabel(string name, int from)
    {
        var dot = name.IndexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }
}
