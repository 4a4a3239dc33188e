using Gatehouse.Security.Leaks.Matching;
using static Gatehouse.Security.Leaks.LeakAction;
using static Gatehouse.Security.Leaks.Matching.LeakAlphabet;
using static Gatehouse.Security.Leaks.Matching.LeakRules;
using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Patterns;

/// <summary>Private keys in their text forms.</summary>
/// <remarks>
/// A header with the beginning of a key blocks, and all of the block is redacted. A header alone is what documentation and code
/// about keys say; it only redacts.
/// </remarks>
internal static class PrivateKeyPatterns
{
    private const string Begin = "-----BEGIN";
    private const string Pgp = "-----BEGIN PGP PRIVATE KEY BLOCK-----";

    private static readonly string[][] Pem =
    [
        ["PRIVATE"],
        ["RSA", "PRIVATE"],
        ["ENCRYPTED", "PRIVATE"],
    ];
    private static readonly string[][] Ssh =
    [
        ["OPENSSH", "PRIVATE"],
        ["EC", "PRIVATE"],
        ["DSA", "PRIVATE"],
    ];

    public static LeakPattern[] All() =>
        [
            // RFC 7468 sections 10 and 11, and what OpenSSL wrote before PKCS #8.
            new("pem_private_key", Block, [.. Pem.Select(WithKey)]),
            new("ssh_private_key", Block, [.. Ssh.Select(WithKey)]),
            // RFC 9580 section 6.2: armor headers, a blank line, the key.
            new(
                "pgp_private_key",
                Block,
                [new LeakShape(Pgp, [Armor("Version:", "Comment:", "Charset:", "Hash:", "MessageID:")], ToDashes)]
            ),
            new(
                "private_key_header",
                Redact,
                [.. Pem.Concat(Ssh).Select(words => new LeakShape(Begin, Header(words))), new LeakShape(Pgp, [])]
            ),
            // the.earth.li/~sgtatham/putty, appendix C: the lines after this one are the secret, up to Private-MAC.
            new(
                "putty_private_key",
                Block,
                [new LeakShape("Private-Lines:", [Spaces(), Run(Digits, 1, 3), Spaces(), Key(Base64, 32)], rest: Rest(PuttyLines))]
            ),
            // age-encryption.org/v1: Bech32 in upper case.
            new("age_secret_key", Block, [new LeakShape("AGE-SECRET-KEY-1", [Key(UpperDigits, 58)])]),
            // wireguard.com: 32 bytes by name.
            new(
                "wireguard_private_key",
                Block,
                LeakShapes.Written("PrivateKey", [Run(Assignment, 1, 16), Key(Base64, 43), Word("=")], Closed)
            ),
        ];

    // RFC 1421 section 4.6: the first field of a key that is encrypted the old way.
    private static LeakShape WithKey(string[] words) => new(Begin, [.. Header(words), Armor("Proc-Type:")], ToDashes);

    // RFC 7468 section 2 allows one blank between the words; what people paste has more.
    private static LeakStep[] Header(string[] words) =>
        [.. words.SelectMany(word => (LeakStep[])[Spaces(), Word(word)]), Spaces(), Word("KEY-----")];
}
