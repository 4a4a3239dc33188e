using System.Net;
using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.App.Tests.Storage;
using Gatehouse.Server.Composition;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Listening.Tls;
using Gatehouse.Testing;
using Microsoft.Extensions.Logging;

namespace Gatehouse.App.Tests.Server;

/// <summary>Certificates: made, checked, taken anew. The listener that uses them is in <see cref="TlsListenerTests"/>.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TlsTests : IDisposable
{
    private readonly TempFolder _home = new();
    private readonly FakeClock _clock = new(DateTimeOffset.UtcNow);
    private readonly LogLines<TlsIdentity> _log = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_certificate_is_good_for_its_hosts_and_the_authority_for_no_other()
    {
        var made = TlsInit.Create(_home.Path, ["gatehouse.lan", "192.168.1.20", "fd00::7"], force: false, _clock);

        Assert.Equal(["localhost", "127.0.0.1", "::1", "192.168.1.20", "fd00::7", "gatehouse.lan"], made.Hosts);
        using var authority = X509CertificateLoader.LoadCertificateFromFile(made.Authority);
        using var leaf = X509CertificateLoader.LoadCertificateFromFile(made.Certificate);
        Assert.Equal(_clock.GetUtcNow().AddDays(397), made.Expires, TimeSpan.FromSeconds(2));
        Assert.True(leaf.NotAfter - leaf.NotBefore < TimeSpan.FromDays(398), "browsers refuse longer ones");
        Assert.Equal(_clock.GetUtcNow().AddYears(10), made.AuthorityExpires, TimeSpan.FromSeconds(2));
        Assert.All(made.Hosts, host => Assert.True(leaf.MatchesHostname(host), host));
        Assert.False(leaf.MatchesHostname("evil.example"));
        Assert.Empty(Problems(leaf, authority));
        Assert.Equal("ECC", leaf.PublicKey.Oid.FriendlyName);

        // The authority's own key cannot vouch for anybody else.
        var key = File.ReadAllText(Path.Combine(_home.Path, "tls", "ca.key"));
        using var signing = X509Certificate2.CreateFromPem(authority.ExportCertificatePem(), key);
        Assert.NotEmpty(Problems(Foreign(signing, names => names.AddDnsName("evil.example")), authority));
        Assert.NotEmpty(Problems(Foreign(signing, names => names.AddIpAddress(IPAddress.Parse("192.168.1.21"))), authority));
        Assert.Empty(Problems(Foreign(signing, names => names.AddDnsName("gatehouse.lan")), authority));
    }

    [Fact]
    public void The_files_are_closed_to_others_and_never_overwritten_unasked()
    {
        var made = TlsInit.Create(_home.Path, [], force: false, _clock);
        var files = Directory.GetFiles(Path.Combine(_home.Path, "tls"));

        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        var before = files.ToDictionary(file => file, File.ReadAllText);

        var refused = Assert.Throws<IOException>(() => TlsInit.Create(_home.Path, [], force: false, _clock));
        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));

        // The authority that devices trust is kept, the certificate is new.
        var again = TlsInit.Create(_home.Path, [], force: true, _clock);
        Assert.False(again.NewAuthority);
        Assert.Equal(before[made.Authority], File.ReadAllText(made.Authority));
        Assert.NotEqual(before[made.Certificate], File.ReadAllText(made.Certificate));
        Assert.NotEqual(before[made.Key], File.ReadAllText(made.Key));

        // For other hosts, or near its end, it is of no use.
        Assert.True(TlsInit.Create(_home.Path, ["other.lan"], force: true, _clock).NewAuthority);
        _clock.Advance(TimeSpan.FromDays(9 * 365));
        Assert.True(TlsInit.Create(_home.Path, ["other.lan"], force: true, _clock).NewAuthority);
    }

    [Theory]
    [InlineData("*.lan", "a wildcard")]
    [InlineData("Gatehouse.lan", "upper case")]
    [InlineData("gatehouse.lan.", "a trailing dot")]
    [InlineData("https://gatehouse.lan", "a URL")]
    [InlineData("gatehouse.lan:3000", "a port")]
    [InlineData("0x7f.1", "an address in another form")]
    [InlineData("", "nothing")]
    public void A_host_that_is_none_is_refused(string host, string why)
    {
        Assert.Throws<ArgumentException>(() => TlsInit.Create(_home.Path, [host], force: false, _clock));
        Assert.False(Directory.Exists(Path.Combine(_home.Path, "tls")), why);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, true)]
    [InlineData(UnixFileMode.UserRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.OtherRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupWrite, false)]
    public void A_key_that_others_may_open_is_refused_with_the_fix(UnixFileMode mode, bool taken)
    {
        var files = Files(TlsInit.Create(_home.Path, [], force: false, _clock));
        File.SetUnixFileMode(files.Key, mode);
        var link = Path.Combine(_home.Path, "link.key");
        File.CreateSymbolicLink(link, files.Key);

        foreach (var named in new[] { files, files with { Key = link } })
        {
            var problem = Record.Exception(() => TlsCertificate.Load(named));
            Assert.Equal(taken, problem is null);
            Assert.Contains(taken ? "" : $"chmod 600 '{named.Key}'", problem?.Message ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_no_certificate_and_its_key_is_refused_by_name()
    {
        var good = Files(TlsInit.Create(_home.Path, [], force: false, _clock));
        using var other = ECDsa.Create();
        foreach (
            var (name, certificate, key, says) in new[]
            {
                ("no such file", "/no/such.pem", good.Key, "GATEWAY_TLS_CERT=/no/such.pem: cannot be read"),
                ("no such key", good.Certificate, "/no/such.key", "GATEWAY_TLS_KEY=/no/such.key: cannot be read"),
                ("empty", Write("empty", ""), good.Key, "must be a PEM file"),
                ("huge", Write("huge", new string('x', 300_000)), good.Key, "at most 256 KB"),
                ("garbage", Write("garbage", "hello"), good.Key, "must be PEM files"),
                ("the other way round", good.Key, good.Certificate, "must be PEM files"),
                ("another's key", good.Certificate, Write("other", other.ExportPkcs8PrivateKeyPem()), "must be PEM files"),
                ("a locked key", good.Certificate, Write("locked", Locked(other)), "is encrypted"),
                ("a folder", _home.Path, good.Key, "cannot be read"),
            }
        )
        {
            var problem = Assert.Throws<TlsUnusableException>(() => TlsCertificate.Load(new TlsSettings(certificate, key)));
            Assert.True(problem.Message.Contains(says, StringComparison.Ordinal), $"{name}: {problem.Message}");
        }
    }

    [Fact]
    public void A_renewed_certificate_is_taken_within_ten_seconds_and_a_bad_one_is_not()
    {
        var files = Files(TlsInit.Create(_home.Path, [], force: false, _clock));
        var identity = new TlsIdentity(files, _clock, _log);
        var first = identity.Next().ServerCertificateContext!.TargetCertificate.Thumbprint;

        TlsInit.Create(_home.Path, [], force: true, _clock);
        Assert.Equal(first, identity.Next().ServerCertificateContext!.TargetCertificate.Thumbprint);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var second = identity.Next().ServerCertificateContext!.TargetCertificate.Thumbprint;
        Assert.NotEqual(first, second);
        Assert.Contains(_log.All, line => line.Contains("A new TLS certificate is in use", StringComparison.Ordinal));

        File.WriteAllText(files.Certificate, "half of a certi");
        for (var look = 0; look < 3; look++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(second, identity.Next().ServerCertificateContext!.TargetCertificate.Thumbprint);
        }

        Assert.Single(_log.All, line => line.Contains("is not used", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(382, null)]
    [InlineData(384, "ends on")]
    [InlineData(398, "ended on")]
    [InlineData(-2, "begins on")]
    public void A_certificate_near_its_end_or_past_it_starts_and_warns(int days, string? warning)
    {
        var files = Files(TlsInit.Create(_home.Path, [], force: false, _clock));

        var identity = new TlsIdentity(files, new FakeClock(_clock.GetUtcNow().AddDays(days)), _log);

        Assert.NotNull(identity.Next().ServerCertificateContext);
        Assert.Equal(
            warning is null ? [] : [warning],
            _log.All.Select(line => line.Contains(warning ?? "?", StringComparison.Ordinal) ? warning : line)
        );
    }

    [Fact]
    public void Nothing_older_than_TLS_1_2_and_no_suite_without_forward_secrecy_is_offered()
    {
        var options = new TlsIdentity(Files(TlsInit.Create(_home.Path, [], force: false, _clock)), _clock, _log).Next();

        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, options.EnabledSslProtocols);
        Assert.Equal([SslApplicationProtocol.Http11], options.ApplicationProtocols);
        Assert.All(
            options.CipherSuitesPolicy!.AllowedCipherSuites.Select(suite => suite.ToString()),
            suite => Assert.Matches("^TLS_(AES|CHACHA20|ECDHE)_.*(GCM|POLY1305)", suite)
        );
    }

    private static TlsSettings Files(Gatehouse.Contracts.Tls.TlsFilesView made) => new(made.Certificate, made.Key);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_home.Path, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private static string Locked(ECDsa key) =>
        key.ExportEncryptedPkcs8PrivateKeyPem(
            "password",
            new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)
        );

    private static X509Certificate2 Foreign(X509Certificate2 authority, Action<SubjectAlternativeNameBuilder> add)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=foreign", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        add(names);
        request.CertificateExtensions.Add(names.Build());
        return request.Create(authority, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
    }

    private static string[] Problems(X509Certificate2 leaf, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(leaf) ? [] : [.. chain.ChainStatus.Select(status => status.Status.ToString())];
    }
}
