using System.Net.Security;
using System.Security.Authentication;
using Gatehouse.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>Who the gateway is to a browser. A renewed certificate is taken without a restart; a bad one is not, and told.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TlsIdentity
{
    /// <summary>How often the files are looked at, when someone connects: soon enough after a renewal, and two small reads.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    /// <summary>When to begin to warn: the owner sees it within a day or two.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Forward secrecy and authenticated encryption only; what is left of TLS 1.2 without them is broken or breaks.</summary>
    private static readonly TlsCipherSuite[] Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    private readonly TlsSettings _files;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private TlsCertificate _current;
    private SslServerAuthenticationOptions _options;
    private long _looked;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <exception cref="TlsUnusableException">The files are not a certificate and its key.</exception>
    public TlsIdentity(TlsSettings files, TimeProvider clock, ILogger<TlsIdentity> logger)
    {
        (_files, _clock, _logger) = (files, clock, logger);
        _current = TlsCertificate.Load(files);
        _options = Options(_current);
        _looked = clock.GetTimestamp();
        lock (_gate)
        {
            WarnUnsynchronized();
        }
    }

    /// <summary>How to greet the next client.</summary>
    public SslServerAuthenticationOptions Next()
    {
        lock (_gate)
        {
            if (_clock.GetElapsedTime(_looked) >= LookEvery)
            {
                _looked = _clock.GetTimestamp();
                LookUnsynchronized();
                WarnUnsynchronized();
            }

            return _options;
        }
    }

    private void LookUnsynchronized()
    {
        try
        {
            if (!_current.IsStillIn(_files))
            {
                _current = TlsCertificate.Load(_files);
                _options = Options(_current);
                _told.Clear();
                _logger.CertificateChanged(_current.NotAfter);
            }
        }
        catch (TlsUnusableException e)
        {
            TellOnceUnsynchronized(e.Message, () => _logger.CertificateUnusable(e.Message));
        }
    }

    private void WarnUnsynchronized()
    {
        var (now, ends) = (_clock.GetUtcNow(), _current.NotAfter);
        if (now >= ends)
        {
            TellOnceUnsynchronized("over", () => _logger.CertificateOver(ends));
        }
        else if (now < _current.NotBefore)
        {
            TellOnceUnsynchronized("not yet", () => _logger.CertificateNotYet(_current.NotBefore));
        }
        else if (ends - now < Soon)
        {
            TellOnceUnsynchronized("soon", () => _logger.CertificateEndsSoon(ends));
        }
    }

    private void TellOnceUnsynchronized(string what, Action tell)
    {
        if (_told.Add(what))
        {
            tell();
        }
    }

    private static SslServerAuthenticationOptions Options(TlsCertificate certificate) =>
        new()
        {
            ServerCertificateContext = certificate.Context,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            AllowRenegotiation = false,
            // Windows chooses its suites by policy of the machine.
            CipherSuitesPolicy = OperatingSystem.IsWindows() ? null : new CipherSuitesPolicy(Suites),
        };
}
