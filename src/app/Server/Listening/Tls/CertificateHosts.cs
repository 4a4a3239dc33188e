using System.Net;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>The names and addresses of a certificate, in their one order: this machine's first. Immutable.</summary>
internal sealed class CertificateHosts
{
    /// <summary>More than one machine has.</summary>
    public const int Max = 32;

    private static readonly string[] Always = ["localhost", "127.0.0.1", "[::1]"];

    private CertificateHosts(IReadOnlyList<HostName> hosts) => Hosts = hosts;

    public IReadOnlyList<HostName> Hosts { get; }

    public IEnumerable<string> Names => Hosts.Where(host => host.Literal is null).Select(host => host.Value);

    public IEnumerable<IPAddress> Addresses => Hosts.Select(host => host.Literal).OfType<IPAddress>();

    /// <summary>Adds what the owner names to what is always in. IPv6 addresses may come without their brackets.</summary>
    /// <exception cref="ArgumentException">One is no host in its plain form, a name of one label, or there are too many; the message names it.</exception>
    public static CertificateHosts Of(IEnumerable<string> more)
    {
        var hosts = Always
            .Select(Parse)
            .Concat(more.Select(Parse).Distinct().OrderBy(host => host.Value, StringComparer.Ordinal))
            .Distinct()
            .ToList();
        return hosts.Count <= Max ? new CertificateHosts(hosts) : throw new ArgumentException($"at most {Max} hosts fit one certificate.");
    }

    public X509Extension ToSubjectAlternativeName()
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in Hosts)
        {
            if (host.Literal is { } address)
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host.Value);
            }
        }

        return names.Build();
    }

    private static HostName Parse(string text)
    {
        var plain = IPAddress.TryParse(text, out _) && text.Contains(':', StringComparison.Ordinal) && text[0] != '[';
        var wanted = plain ? $"[{text}]" : text;
        // The authority vouches for the names below a name, too: "lan" would be a whole network, "com" half the world.
        if (!plain && text != Always[0] && !text.Contains('.', StringComparison.Ordinal) && !text.StartsWith('['))
        {
            throw new ArgumentException($"{text} is a whole zone of names: give the machine's, such as gatehouse.{text}.");
        }

        // Only the plain form: the parser alone takes every spelling that a browser does.
        return HostName.TryParse(wanted, out var host, out _) && host.Value == wanted
            ? host
            : throw new ArgumentException($"{text} is no host name or address in its plain, lower-case form.");
    }
}
