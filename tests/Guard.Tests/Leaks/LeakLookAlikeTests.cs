using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>What looks like a key and is none. Nothing of it may be blocked or redacted.</summary>
public sealed class LeakLookAlikeTests
{
    private const int Seed = 20261;
    private const int Rounds = 200;

    [Theory]
    [InlineData("s", "k-", "one-two-three-four-five-six")] // a CSS class
    [InlineData("s", "k-", "loadingIndicatorContainer")] // one in camel case
    [InlineData("s", "k-pr", "ojects-are-fun-to-have-around")]
    [InlineData("ta", "sk-", "0123456789abcdefghij0123")]
    [InlineData("ri", "sk-", "adjustedReturnOnCapital2024")]
    [InlineData("gh", "x_", "0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("sk", "_prod_", "0123456789abcdefghijklmn")]
    [InlineData("pk", "_live_", "0123456789abcdefghijklmn")] // Stripe's publishable key is public
    [InlineData("ak", "ia", "0123456789ABCDEF")]
    [InlineData("-----BEGIN", " PUBLIC", " KEY-----")]
    [InlineData("-----BEGIN", " CERTIFICATE", "-----")]
    [InlineData("-----BEGIN", "PRIVATE ", "KEY-----")]
    [InlineData("bear", "er ", "01234567890123456789")]
    [InlineData("Bear", "er of the message ", "0123456789")]
    [InlineData("Bear", "er ", "authentication-scheme-of-rfc-and-so-on")] // a phrase
    [InlineData("The Bear", "er AuthenticationHandlerOptions", " class")]
    [InlineData("Bear", "er ", "tokenTypeIdentifierString")]
    [InlineData("Bas", "ic ", "AuthenticationHandlerOptions")]
    [InlineData("Bas", "ic ", "authentication1234567")]
    [InlineData("vcr", "_cassette1234567890", "abcdefghij")]
    [InlineData("task-proj-2026-", "quarterly-planning", "-meeting-notes-42")]
    [InlineData("https://", "$USER:$TOKEN", "@github.com")]
    [InlineData("Author", "ization: none", "")]
    [InlineData("http://localhost:", "5173/@vite/", "client")] // a port, and an @ in the path
    [InlineData("https://", "registry.example.com:8443/@scope", "/name")]
    [InlineData("https://", "${user}:${password}", "@example.com")] // a template
    [InlineData("https://", "<user>:<password>", "@example.com")]
    [InlineData("https://", "%s:%s", "@%s:%d")]
    [InlineData("https://", "user:***", "@example.com")]
    [InlineData("ssh://", "git@github.com:22", "/a/b")]
    [InlineData("postgres://", "{user}:{password}", "@db/x")]
    [InlineData("postgres://", "${DB_USER}:${DB_PASSWORD}", "@db/x")]
    [InlineData("mysql://", "<user>:<password>", "@db/x")]
    [InlineData("redis://", "localhost:6379", "/0")]
    [InlineData("Server=db;User Id=sa;", "Password={0};", "Encrypt=yes")]
    [InlineData("?user=a", "&password=${", "pw}")]
    [InlineData("authorization: ", "theAuthorizationMiddlewareOfTheServer", "")]
    [InlineData("AC", "0123456789abcdef0123456789abcdef", "")] // an account is no secret
    [InlineData("eyJ", "hbGciOiJIUzI1NiJ9", ".not.json")]
    [InlineData("cache-key-", "0123456789abcdef0123456789abcdef", "0")]
    public void Leaves_near_misses(string head, string middle, string tail) =>
        Assert.True(Sample.Scanner.Scan(head + middle + tail).IsClean);

    [Theory]
    [InlineData("AKIA", "IOSFODNN7EXAMPLE")] // AWS, everywhere in its documentation
    [InlineData("AKIA", "I44QH8DHBEXAMPLE")]
    [InlineData("aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/", "bPxRfiCYEXAMPLEKEY")]
    [InlineData("AKIA", "XXXXXXXXXXXXXXXX")]
    [InlineData("sk-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("sk-", "0000000000000000000000000000")]
    [InlineData("sk-proj-", "your-project-key-goes-here")]
    [InlineData("sk-ant-api03-", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("ghp_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("ghp_", "YOUR_GITHUB_TOKEN_GOES_HERE_PLEASE_AND_THANKS")]
    [InlineData("ghp_", "YourPersonalAccessTokenGoesHere12345678")]
    [InlineData("xapp-", "1-A0123-456-your-token")]
    [InlineData("ya29.", "your-access-token-here-1234567890ab")]
    [InlineData("glpat-", "your_access_token_here")]
    [InlineData("xoxb-", "your-token-goes-here")]
    [InlineData("xoxb-", "xxxxxxxxxxxx-xxxxxxxxxxxx-xxxxxxxx")]
    [InlineData("https://hooks.slack.com/services/T00000000/B00000000/", "XXXXXXXXXXXXXXXXXXXXXXXX")] // Slack's own
    [InlineData("Bearer ", "YOUR_ACCESS_TOKEN_GOES_HERE")]
    [InlineData("hf_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("SG.", "xxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("DD_API_KEY=", "00000000000000000000000000000000")]
    public void Leaves_what_documentation_writes_in_place_of_a_key(string literal, string body) =>
        Assert.True(Sample.Scanner.Scan($"Use \"{literal}{body}\" here.").IsClean);

    [Theory]
    [InlineData("digests of all lengths, and git's objects")]
    [InlineData("UUIDs in a log")]
    [InlineData("a picture in a data URL")]
    [InlineData("a lock file of npm")]
    [InlineData("a lock file of Go")]
    [InlineData("a lock file of Rust")]
    [InlineData("minified JavaScript")]
    [InlineData("a source map")]
    [InlineData("class names")]
    [InlineData("URLs with long ids")]
    [InlineData("public keys and certificates")]
    public void Leaves(string what)
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Write(what, random);

            var credentials = Sample.Scanner.Scan(text).Findings.Where(finding => finding.Action != LeakAction.Warn);

            Assert.True(!credentials.Any(), $"{what}: {string.Join(", ", credentials)} in {text}");
        }
    }

    [Theory]
    [InlineData(
        "The risk-adjusted return of the disk-based task-force was asked about; the bearer of good news, Basic research, wrote "
            + "to the authorization committee: please see section 4.2 (x-api-key). Keys such as sk- or ghp_ are only prefixes."
    )]
    [InlineData(
        "Überraschend schlüssig: Die Risk-Management-Abteilung verlangt Zugangsdaten nur über das Formular; Passwörter stehen "
            + "nie in E-Mails. Der Schlüssel liegt unter der Matte, das Kennwort heißt nicht „geheim“, und AKIA ist kein Wort."
    )]
    [InlineData(
        """{"$schema":"https://json-schema.org/draft/2020-12/schema","properties":{"api_key":{"type":"string","pattern":"^sk-[a-z]+$"}}}"""
    )]
    [InlineData("password=hunter2 and api_key: \"not-a-format\"")] // without a format there is only a guess
    public void Leaves_text(string text) => Assert.True(Sample.Scanner.Scan(text).IsClean);

    private static string Write(string what, Random random) =>
        what switch
        {
            "digests of all lengths, and git's objects" => string.Join(
                '\n',
                new[] { 32, 40, 56, 64, 96, 128 }.Select(n => Some(Sample.Hex, n, random))
            ),
            "UUIDs in a log" =>
                $"2026-01-02T03:04:05Z INF job={Uuid(random)} user={Uuid(random)} trace=00-{Some(Sample.Hex, 32, random)}-{Some(Sample.Hex, 16, random)}-01",
            // One of 100 KB a test, and many small ones: it is long runs that hide chance hits.
            "a picture in a data URL" => "<img src=\"data:image/png;base64,"
                + Bytes(random.Next(100) == 0 ? 75_000 : 1_500, random)
                + "\">",
            "a lock file of npm" => $"\"integrity\": \"sha512-{Bytes(64, random)}\",\n\"shasum\": \"{Some(Sample.Hex, 40, random)}\"",
            "a lock file of Go" =>
                $"golang.example/x/net v0.17.0 h1:{Bytes(32, random)}\ngolang.example/x/net v0.17.0/go.mod h1:{Bytes(32, random)}",
            "a lock file of Rust" => $"name = \"serde\"\nversion = \"1.0.1\"\nchecksum = \"{Some(Sample.Hex, 64, random)}\"",
            "minified JavaScript" => string.Concat(
                Enumerable
                    .Range(0, 60)
                    .Select(_ =>
                        $"function {Name(random)}({Name(random)}){{return {Name(random)}.{Name(random)}(\"{Name(random)}-{Name(random)}\")}}"
                    )
            ),
            "a source map" => "{\"version\":3,\"mappings\":\""
                + string.Join(';', Enumerable.Range(0, 80).Select(_ => Some(Sample.Base64, random.Next(3, 40), random)))
                + "\"}",
            "class names" => string.Join(
                ' ',
                Enumerable
                    .Range(0, 80)
                    .Select(_ =>
                        $"{Name(random)}-{Name(random)}__{Name(random)}_{Some(Sample.Alphanumeric, 5, random)} sk-{Name(random)}-{Name(random)}"
                    )
            ),
            "URLs with long ids" =>
                $"https://docs.example.com/document/d/{Some(Sample.Base64Url, 44, random)}/edit?usp=sharing&id={Some(Sample.Alphanumeric, 32, random)}#gid={random.Next()}",
            "public keys and certificates" => random.Next(Rounds / 8) == 0
                ? PublicKeys()
                : $"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{Bytes(32, random)} me@host",
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "no such text"),
        };

    private static string PublicKeys()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=example.com", ec, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
        return string.Join(
            '\n',
            rsa.ExportSubjectPublicKeyInfoPem(),
            rsa.ExportRSAPublicKeyPem(),
            ec.ExportSubjectPublicKeyInfoPem(),
            certificate.ExportCertificatePem()
        );
    }

    private static string Some(string alphabet, int length, Random random) => string.Concat(random.GetItems<char>(alphabet, length));

    private static string Name(Random random) => Some("abcdefghijklmnopqrstuvwxyz", random.Next(1, 12), random);

    private static string Uuid(Random random) =>
        new Guid(random.GetItems([.. Enumerable.Range(0, 256).Select(i => (byte)i)], 16)).ToString();

    private static string Bytes(int count, Random random)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }
}
