using System.Net;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the certificate is for the address under which the page is opened.</summary>
internal sealed class TlsHostCheck : IDoctorCheck
{
    public string Id => "tls.host";

    public string Good => "The certificate is for the gateway's own address, or HTTPS is off.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        using var certificate = ServerCertificate.Of(facts);
        var host = Host(facts);
        if (certificate is not null && !certificate.MatchesHostname(host, allowWildcards: true, allowCommonName: false))
        {
            yield return DoctorFinding.Fail(
                $"The certificate is not for {host}: browsers warn before the page, or refuse it.",
                $"gatehouse tls init --force --host {host} makes one that is, or name the certificate's host in GATEWAY_PUBLIC_URL."
            );
        }
    }

    // A proxy in front has a certificate of its own for its own name; without TLS towards it there is nothing to fit.
    private static string Host(DoctorFacts facts)
    {
        var gateway = facts.Settings.Gateway;
        return gateway.PublicUrl is { } url ? url.Host.Literal?.ToString() ?? url.Host.Value
            : gateway.Host.Equals(IPAddress.Any) || gateway.Host.Equals(IPAddress.IPv6Any) ? "localhost"
            : gateway.Host.ToString();
    }
}
