using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>A certificate with its key and chain, as read from its files at one moment. Immutable.</summary>
internal sealed class TlsCertificate
{
    private readonly byte[] _fingerprint;

    private TlsCertificate(X509Certificate2 leaf, SslStreamCertificateContext context, byte[] fingerprint)
    {
        (NotBefore, NotAfter) = (leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());
        Context = context;
        _fingerprint = fingerprint;
    }

    public DateTimeOffset NotBefore { get; }

    public DateTimeOffset NotAfter { get; }

    public SslStreamCertificateContext Context { get; }

    /// <exception cref="TlsUnusableException">The files are not a certificate and its key, or the key is open to others.</exception>
    public static TlsCertificate Load(TlsSettings files)
    {
        var (certificates, key) = Read(files);
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw new TlsUnusableException(
                $"{SettingNames.GatewayTlsKey}={files.Key}: the key is encrypted, and nobody is there to type its password at a restart. "
                    + $"Fix: (umask 077; openssl pkey -in '{files.Key}' -out NEW.key), and name the new file."
            );
        }

        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificates);
            var leaf = X509Certificate2.CreateFromPem(certificates, key);
            // Offline: making an answer ready must not ask the issuer's servers about it.
            return new TlsCertificate(leaf, SslStreamCertificateContext.Create(leaf, chain, offline: true), Fingerprint(certificates, key));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new TlsUnusableException(
                $"{SettingNames.GatewayTlsCert}={files.Certificate} and {SettingNames.GatewayTlsKey}={files.Key} must be PEM files: the server's "
                    + "certificate first, and its own private key. `gatehouse tls init` makes a pair that fits.",
                e
            );
        }
    }

    /// <summary>Whether the files still hold this very certificate and key.</summary>
    /// <exception cref="TlsUnusableException">They cannot be read.</exception>
    public bool IsStillIn(TlsSettings files)
    {
        var (certificates, key) = Read(files);
        return Fingerprint(certificates, key).AsSpan().SequenceEqual(_fingerprint);
    }

    private static (string Certificates, string Key) Read(TlsSettings files) =>
        (
            PemFile.Read(files.Certificate, SettingNames.GatewayTlsCert, secret: false),
            PemFile.Read(files.Key, SettingNames.GatewayTlsKey, secret: true)
        );

    private static byte[] Fingerprint(string certificates, string key) => SHA256.HashData(Encoding.UTF8.GetBytes($"{certificates}\0{key}"));
}
