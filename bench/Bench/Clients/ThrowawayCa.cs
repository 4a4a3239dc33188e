using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Bench.Clients;

/// <summary>An authority for one run: trusted through <c>SSL_CERT_FILE</c> by the process that is started with it, and by no other.</summary>
internal static class ThrowawayCa
{
    /// <summary>A certificate for 127.0.0.1; the authority's own is written to <paramref name="bundle"/>.</summary>
    public static X509Certificate2 Issue(string bundle)
    {
        var from = DateTimeOffset.UtcNow.AddDays(-1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Gatehouse bench authority", key, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(root.PublicKey, false));
        using var authority = root.CreateSelfSigned(from, from.AddDays(2));
        File.WriteAllText(bundle, authority.ExportCertificatePem());

        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var leaf = new CertificateRequest("CN=127.0.0.1", leafKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        leaf.CertificateExtensions.Add(names.Build());
        using var issued = leaf.Create(authority, from, from.AddDays(2), RandomNumberGenerator.GetBytes(12));
        return issued.CopyWithPrivateKey(leafKey);
    }
}
