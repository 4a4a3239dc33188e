using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Guard.Tests.Leaks;

public sealed class LeakPatternsTests
{
    // Likely, but not certain: what only a name, a header or a URL tells, what a hash could be, what holds no secret itself.
    private static readonly string[] Redacting =
    [
        "api_key_header",
        "auth_header",
        "azure_sas_signature",
        "basic_credentials",
        "bearer_token",
        "cloudflare_named_token",
        "connection_string_password",
        "datadog_key",
        "google_service_account",
        "json_web_token",
        "jwk_private_key",
        "mailgun_api_key",
        "named_api_key",
        "private_key_header",
        "square_access_token",
        "twilio_named_token",
        "url_credentials",
    ];

    private static readonly string[] ToTheDashes = ["pem_private_key", "ssh_private_key", "pgp_private_key"];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, LeakSamples.All.Count)];

    [Fact]
    [Trait("Row", "I-172")]
    public void Each_pattern_has_its_action()
    {
        var actions = LeakPatterns.All.ToDictionary(pattern => pattern.Name, pattern => pattern.Action);

        Assert.Equal(LeakSamples.All.Select(sample => sample.Pattern).Distinct().Order(), actions.Keys.Order());
        Assert.Equal(Redacting, actions.Where(e => e.Value == LeakAction.Redact).Select(e => e.Key).Order());
        Assert.Equal(["high_entropy_hex"], actions.Where(e => e.Value == LeakAction.Warn).Select(e => e.Key));
        Assert.True(actions.Count >= 56, $"only {actions.Count} patterns");
    }

    [Theory]
    [Trait("Row", "I-172")]
    [MemberData(nameof(Numbers))]
    public void Finds_the_shortest_form_and_not_one_character_less(int number)
    {
        var (name, text, lead) = LeakSamples.All[number];

        var found = Assert.Single(Sample.Scanner.Scan($"a {text} b").Findings, finding => finding.Pattern.Name == name);

        Assert.Equal(2 + lead, found.Start);
        Assert.Equal(text.Length - lead + (ToTheDashes.Contains(name) ? " b".Length : 0), found.Length);
        Assert.DoesNotContain(Sample.Scanner.Scan(text.AsSpan(..^1)).Findings, finding => finding.Pattern.Name == name);
        Assert.DoesNotContain(Sample.Scanner.Scan(text.AsSpan(1..)).Findings, finding => finding.Pattern.Name == name);
    }

    [Fact]
    public void Every_way_to_write_a_pattern_has_a_sample()
    {
        foreach (var pattern in LeakPatterns.All.Where(pattern => pattern != LeakPatterns.HighEntropyHex))
        {
            var samples = LeakSamples.All.Where(sample => sample.Pattern == pattern.Name).ToList();

            Assert.All(pattern.Shapes, shape => Assert.Contains(samples, sample => IsWritten(shape, sample)));
        }
    }

    [Theory]
    [InlineData("openai_api_key", "s", "k-", "0123456789abcdefghijABCDEFGHIJ0123456789ABCDEFGHIJabcdefghij")] // longer than is looked at
    [InlineData("openai_api_key", "s", "k-proj-", "Ab_cd-0123456789abcdef")] // dashes and underscores inside
    [InlineData("anthropic_api_key", "s", "k-ant-api03-", "0123456789abcdefghijABCDEFGHIJ0123456789-BCDEFGHIJabcdefghij_-AA")]
    [InlineData("github_token", "gh", "o_", "0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("slack_token", "xo", "xp-", "123-456-789")]
    [InlineData("bearer_token", "Bear", "er\n\t", "ab1.def-ghi_jkl~mno+pqr/stu==")]
    [InlineData("bearer_token", "Bear", "er ", "01234567890123456789")] // digits alone may be a key
    [InlineData("auth_header", "AUTHOR", "IZATION:token ", "01234567890123456789")]
    [InlineData("basic_credentials", "\"Author", "ization\": \"Ba", "sic dXNlcjpwYXNzd29yZDE=")] // as JSON writes a header
    [InlineData("aws_secret_key", "<Secret", "AccessKey>", "0123456789abcdefghij+BCDEFGHIJ0123456789")]
    [InlineData("aws_secret_key", "\\\"Secret", "AccessKey\\\": \\\"", "0123456789abcdefghij/BCDEFGHIJ0123456789")]
    [InlineData("aws_secret_key", "export AWS_SECRET", "_ACCESS_KEY='", "0123456789abcdefghij/BCDEFGHIJ0123456789")]
    [InlineData("azure_client_secret", "abc8Q", "~", "0123456789abcdefghijABCDEFGHIJ~.-_")] // 40 in all
    [InlineData("gitlab_token", "corp-gl", "pat-", "0123456789abcdefghij.01.0a1b2c3d4")] // an instance's own prefix; routable
    [InlineData("azure_client_secret", "abc8Q", "~", "0123456789abcdefghijABCDEFGHIJ~.-_.")] // at the end of a sentence
    [InlineData("github_token", "gh", "s_1234567_eyJhbGci", "OiJSUzI1NiJ9.eyJpYXQiOjE3MDB9.c2ln_-bmF0dXJl")]
    [InlineData("google_oauth_access_token", "ya", "29.c.c0ASRK0G", "0123456789abcdefghijABCDEFGHIJ0123456789-_abcdefghij")]
    [InlineData("vault_token", "hv", "s.CAESIabcdefghijKLMNOPQRSTUV", "0123456789abcdefghij")] // the first digit comes late
    [InlineData("vercel_token", "vc", "p_", "aBcDeFgHiJkLmNoPqRsTuVwX")] // no digit, and no name either
    [InlineData("slack_token", "xo", "xd-0aB%2Bc", "D3e%2FfG4h%2BiJ5k%3D%3D")]
    [InlineData("auth_header", "{\"Authorization\": \"", "token ", "0123456789abcdef0123456789abcdef01234567")]
    [InlineData("auth_header", "{'authorization': '", "SSWS ", "00aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_ab")]
    [InlineData("auth_header", "Authorization: ", "", "0123456789abcdefghijABCDEFGHIJ0123456789")]
    [InlineData("twilio_account_token", "Client(\"A", "C0123456789abcdef0123456789abcdef\", \"", "0123456789abcdef0123456789abcde0")]
    [InlineData(
        "azure_storage_key",
        "\"account",
        "Key\": \"",
        "0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEF=="
    )]
    [InlineData("azure_sas_signature", "?sv=2022-11-02&s", "ig=", "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T%2Bu%2FvW%3D")]
    [InlineData("jwk_private_key", "{\"kty\":\"EC\",\"d", "\": \"", "0123456789abcdefghijABCDEFGHIJ0123456789-_a")]
    [InlineData("aws_secret_key", "aws.secret", "Key: ", "0123456789abcdefghij/BCDEFGHIJ0123456789")]
    [InlineData("telegram_bot_token", "https://api.telegram.org/bot1234567890:A", "A", "0123456789abcdefghijABCDEFGHIJ_-0")]
    [InlineData("json_web_token", "token=ey", "J0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.ey", "JrIjoidmFsdWUifQ._M8ViO_GK6TnZ9G9eqdlS7IpN")]
    [InlineData("private_key_header", "-----BEGIN", "  PRIVATE", "\tKEY-----")]
    [InlineData("url_credentials", "https:", "//user:password", "@localhost")] // a sample as likely as not, and not worth a guess
    public void Finds_the_other_forms_whole(string name, string head, string middle, string tail)
    {
        var found = Assert.Single(Sample.Scanner.Scan(head + middle + tail).Findings, finding => finding.Pattern.Name == name);

        Assert.Equal(head.Length + middle.Length + tail.Length, found.Start + found.Length);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("postgresql")]
    [InlineData("mysql")]
    [InlineData("mariadb")]
    [InlineData("mongodb")]
    [InlineData("mongodb+srv")]
    [InlineData("redis")]
    [InlineData("rediss")]
    [InlineData("amqp")]
    [InlineData("amqps")]
    [InlineData("https")]
    [InlineData("clickhouse")] // a scheme that nobody listed
    public void Redacts_user_password_and_host_of_a_url(string scheme) =>
        Assert.Equal(
            $"use {scheme}[REDACTED]/db?ssl=1 now",
            Sample.Scanner.Redact($"use {scheme}:" + "//app:s3cr@t!@db.example.com:5432/db?ssl=1 now")
        );

    [Theory]
    [InlineData("redis:", "//:p4ssw0rd@cache:6379", "redis[REDACTED]")] // no user
    [InlineData("https:", "//ghp%40x:p%2Fss@h", "https[REDACTED]")]
    [InlineData("postgres:", "//app:a{b}c@db/x", "postgres[REDACTED]/x")]
    [InlineData("postgres:", "//app:p#ss/w?rd@db/x", "postgres[REDACTED]/x")]
    [InlineData("mysql:", "//user@tenant:s3cretPass@db/x", "mysql[REDACTED]/x")]
    [InlineData("postgres:", "//ü:pässwört@db/x", "postgres[REDACTED]/x")]
    [InlineData("Server=db;User Id=sa;", "Password=p4ss#w0rd;Encrypt=yes", "Server=db;[REDACTED];Encrypt=yes")]
    [InlineData("jdbc:postgresql://db/x?user=a", "&password=p4ssw0rd&ssl=true", "jdbc:postgresql://db/x?user=a[REDACTED]&ssl=true")]
    [InlineData("postgres:", "//u:pässwort@h", "postgres[REDACTED]")]
    public void Redacts_odd_credentials_of_a_url(string scheme, string rest, string redacted) =>
        Assert.Equal(redacted, Sample.Scanner.Redact(scheme + rest));

    private static bool IsWritten(LeakShape shape, LeakSample sample) =>
        shape.Fit(sample.Text, sample.Lead, out var end).HasFlag(LeakFit.Complete) && end == sample.Text.Length;
}
