using System.Security.Cryptography;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>Real private keys, made here: what a library writes and not what a pattern's author thinks it does.</summary>
public sealed class LeakPrivateKeyTests
{
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    public static TheoryData<string> Kinds => ["RSA 512", "RSA 2048", "RSA PKCS 8", "RSA encrypted", "EC", "EC PKCS 8", "EC P-521"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_real_key_is_blocked_and_nothing_of_it_is_left(string kind)
    {
        for (var i = 0; i < 5; i++)
        {
            var pem = Make(kind);
            foreach (
                var text in new[] { pem, pem.ReplaceLineEndings("\\n"), pem.ReplaceLineEndings("\r\n"), pem.ReplaceLineEndings("\n    ") }
            )
            {
                Assert.Equal(LeakAction.Block, Sample.Scanner.Scan($"key: \"{text}\"").Worst);
                Assert.DoesNotContain(pem.Split('\n')[1][..20], Sample.Scanner.Redact($"key: \"{text}\""), StringComparison.Ordinal);
                Assert.InRange(Sample.Scanner.Redact($"key: \"{text}\"").Length, 20, 70);
            }
        }
    }

    public static TheoryData<string, string, string> Quoted =>
        new()
        {
            { "\"", "\\n\" +", "a string in Java or JavaScript" },
            { "    \"", "\",", "a list in JSON or Python" },
            { "-", "", "a diff" },
            { "+", "", "a diff" },
            { "| ", "", "a table" },
            { "# ", "", "a comment" },
            { "// ", "", "a comment" },
            { " * ", "", "a comment" },
            { "; ", "", "a comment" },
            { "12:", "", "grep -n" },
            { "    12\t", "", "cat -n" },
            { "2026-01-02T03:04:05.678Z stdout F ", "", "a log" },
            { "app_1  | ", "", "a log of containers" },
            { "", "<br>", "a page" },
        };

    [Theory]
    [MemberData(nameof(Quoted))]
    public void A_key_whose_lines_are_quoted_is_blocked_and_nothing_of_it_is_left(string before, string after, string why)
    {
        string[] kinds = ["RSA 512", "RSA 2048", "RSA encrypted", "EC", "EC PKCS 8"];
        foreach (var pem in kinds.Select(Make))
        {
            var text = string.Join('\n', pem.Split('\n').Select(line => before + line + after));

            Assert.True(Sample.Scanner.Scan(text).Worst == LeakAction.Block, $"{pem[..30]} in {why}");
            Assert.DoesNotContain(pem.Split('\n')[1][..20], Sample.Scanner.Redact(text), StringComparison.Ordinal);
            Assert.DoesNotContain(pem.Split('\n')[^2][..4], Sample.Scanner.Redact(text), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_encrypted_key_in_a_comment_is_told_by_its_first_field()
    {
        var text =
            "# -----BEG" + "IN RSA PRIVATE KEY-----\n# Proc-Type: 4,ENCRYPTED\n# DEK-Info: AES-128-CBC," + Sample.Body(32, Sample.Hex);

        Assert.Equal(LeakAction.Block, Sample.Scanner.Scan(text).Worst);
    }

    [Theory]
    [InlineData("\"; it reads X509CertificateLoader.LoadPkcs12FromFile and X509Certificate2Collection.ExportPkcs8PrivateKeyPem.")]
    [InlineData("` in commit 0123456789abcdef0123456789abcdef01234567")]
    [InlineData("...-----END PRIVATE KEY-----\n0123456789abcdefghijABCDEFGHIJ0123456789abcdefghij")]
    public void A_header_that_is_only_spoken_of_does_not_block(string after) =>
        Assert.Equal(LeakAction.Redact, Sample.Scanner.Scan("-----BEG" + "IN PRIVATE KEY-----" + after).Worst);

    [Fact]
    public void All_lines_of_a_putty_key_are_redacted()
    {
        var lines = string.Concat(new[] { 7, 5, 3 }.Select(first => Sample.Body(64, Sample.Base64, first) + "\r\n"));

        Assert.Equal("[REDACTED]-MAC: 0a1b", Sample.Scanner.Redact($"Private-Lines: 3\r\n{lines}Private-MAC: 0a1b"));
    }

    [Fact]
    public void A_block_is_redacted_up_to_its_last_line_and_what_follows_stays()
    {
        var text = $"a {Make("EC")}\n\nb {Make("RSA 2048")}\nc";

        Assert.Equal(
            "a [REDACTED]-----END EC PRIVATE KEY-----\n\nb [REDACTED]-----END RSA PRIVATE KEY-----\nc",
            Sample.Scanner.Redact(text)
        );
    }

    [Fact]
    public void A_block_without_an_end_is_redacted_to_the_text_s_end()
    {
        var pem = Make("RSA 2048");

        Assert.Equal("a [REDACTED]", Sample.Scanner.Redact("a " + pem[..1000]));
    }

    [Fact]
    public void A_header_alone_is_redacted_and_does_not_block()
    {
        var text = "Look for \"-----BEG" + "IN RSA PRIVATE KEY-----\" at the start of a line, or for the same with EC.";

        Assert.Equal(LeakAction.Redact, Sample.Scanner.Scan(text).Worst);
        Assert.Equal("Look for \"[REDACTED]\" at the start of a line, or for the same with EC.", Sample.Scanner.Redact(text));
    }

    private static string Make(string kind)
    {
        using var rsa = RSA.Create(kind == "RSA 512" ? 512 : 2048);
        using var ec = ECDsa.Create(kind == "EC P-521" ? ECCurve.NamedCurves.nistP521 : ECCurve.NamedCurves.nistP256);
        return kind switch
        {
            "RSA PKCS 8" => rsa.ExportPkcs8PrivateKeyPem(),
            "RSA encrypted" => rsa.ExportEncryptedPkcs8PrivateKeyPem("a password", Encryption),
            "EC PKCS 8" => ec.ExportPkcs8PrivateKeyPem(),
            _ when kind.StartsWith("RSA", StringComparison.Ordinal) => rsa.ExportRSAPrivateKeyPem(),
            _ => ec.ExportECPrivateKeyPem(),
        };
    }
}
