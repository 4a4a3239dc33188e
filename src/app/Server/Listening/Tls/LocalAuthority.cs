using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>A certificate authority of the owner's own, good for servers under the hosts that it names, and for nothing else.</summary>
internal sealed class LocalAuthority : IDisposable
{
    /// <summary>Trusting it by hand on every device is work: ten years.</summary>
    private const int AuthorityYears = 10;

    /// <summary>What browsers accept at most is 398 days.</summary>
    private const int LeafDays = 397;

    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const int SerialBytes = 16;

    /// <summary>For devices whose clock is behind.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromHours(1);

    private readonly X509Certificate2 _certificate;

    private LocalAuthority(X509Certificate2 certificate) => _certificate = certificate;

    public DateTimeOffset NotAfter => _certificate.NotAfter.ToUniversalTime();

    public static LocalAuthority Create(CertificateHosts hosts, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Its own name each time: two authorities of one name confuse the device that trusts both.
        var name = $"CN=Gatehouse local authority {RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        // For servers alone: name constraints say nothing of mail or programs that it could sign.
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuth)], critical: true));
        request.CertificateExtensions.Add(NameConstraints.For(hosts));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new LocalAuthority(request.CreateSelfSigned(now - Slack, now.AddYears(AuthorityYears)));
    }

    /// <summary>The authority of last time, if it vouches for exactly these hosts and outlives what it would sign.</summary>
    public static LocalAuthority? Reuse(string certificatePem, string keyPem, CertificateHosts hosts, DateTimeOffset now)
    {
        try
        {
            var authority = new LocalAuthority(X509Certificate2.CreateFromPem(certificatePem, keyPem));
            var limits = authority._certificate.Extensions[NameConstraints.Oid]?.RawData;
            if (
                limits is not null
                && limits.AsSpan().SequenceEqual(NameConstraints.For(hosts).RawData)
                && authority.NotAfter > now.AddDays(LeafDays)
            )
            {
                return authority;
            }

            authority.Dispose();
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null; // What lies there is no authority; the owner wants a new one anyway.
        }
    }

    /// <summary>A server certificate for the hosts, with a key of its own.</summary>
    public (string CertificatePem, string KeyPem, DateTimeOffset NotAfter) Issue(CertificateHosts hosts, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Gatehouse", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuth)], critical: false));
        request.CertificateExtensions.Add(hosts.ToSubjectAlternativeName());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                _certificate,
                includeKeyIdentifier: true,
                includeIssuerAndSerial: false
            )
        );
        var notAfter = now.AddDays(LeafDays);
        using var leaf = request.Create(_certificate, now - Slack, notAfter, Serial());
        return (leaf.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n", notAfter);
    }

    public (string CertificatePem, string KeyPem) Export()
    {
        using var key = _certificate.GetECDsaPrivateKey()!;
        return (_certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    public void Dispose() => _certificate.Dispose();

    // Positive, as RFC 5280 section 4.1.2.2 wants it.
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        return serial;
    }
}
