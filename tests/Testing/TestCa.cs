using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Testing;

/// <summary>The certificate authority of the pocket internet. The product trusts it through <c>SSL_CERT_FILE</c> only.</summary>
public sealed class TestCa : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly ConcurrentDictionary<string, X509Certificate2> _leaves = new(StringComparer.OrdinalIgnoreCase);
    private readonly DateTimeOffset _from = DateTimeOffset.UtcNow.AddDays(-1);
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-ca-").FullName;

    public TestCa(string name = "Gatehouse test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(_from, _from.AddYears(2));
        BundlePath = Path.Combine(_folder, "authority.pem");
        File.WriteAllText(BundlePath, _authority.ExportCertificatePem());
    }

    /// <summary>A PEM file with the authority's certificate: the value for <c>SSL_CERT_FILE</c>.</summary>
    public string BundlePath { get; }

    public X509Certificate2 Certificate => _authority;

    /// <summary>A leaf for one name or address, made once.</summary>
    public X509Certificate2 Leaf(string name) => _leaves.GetOrAdd(name, Issue);

    /// <summary>The same leaf as files, for servers in other processes.</summary>
    public (string Certificate, string Key) LeafFiles(string name)
    {
        var leaf = Leaf(name);
        var safe = Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..12];
        var files = (Path.Combine(_folder, safe + ".pem"), Path.Combine(_folder, safe + ".key"));
        File.WriteAllText(files.Item1, leaf.ExportCertificatePem());
        using var key = leaf.GetECDsaPrivateKey()!;
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    public void Dispose()
    {
        _authority.Dispose();
        foreach (var leaf in _leaves.Values)
        {
            leaf.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName("CN=gatehouse test leaf"), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build(critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var issued = request.Create(_authority, _from, _from.AddYears(1), RandomNumberGenerator.GetBytes(12));
        return issued.CopyWithPrivateKey(key);
    }
}
