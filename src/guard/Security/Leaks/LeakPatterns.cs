using static Gatehouse.Security.Leaks.LeakAlphabet;
using static Gatehouse.Security.Leaks.LeakStep;

namespace Gatehouse.Security.Leaks;

/// <summary>The credentials that are looked for, and what each does.</summary>
/// <remarks>
/// The lengths are the formats' own. A pattern that blocks must be a format nobody writes by chance; one that is only likely
/// redacts; one that is merely suspicious warns.
/// </remarks>
public static class LeakPatterns
{
    /// <summary>64 hex digits between word borders: many keys, and every SHA-256, hence only a warning.</summary>
    public static LeakPattern HighEntropyHex { get; } = new("high_entropy_hex", LeakAction.Warn);

    public static IReadOnlyList<LeakPattern> All { get; } =
    [.. ModelProviders(), .. CodeHosts(), .. PrivateKeys(), .. Services(), .. Headers(), HighEntropyHex];

    private static LeakPattern[] ModelProviders() =>
        [
            new(
                "openai_api_key",
                LeakAction.Block,
                new LeakShape("sk-", [Exactly(Alphanumeric, 20)]),
                // Project and service keys have dashes and underscores from the first character on.
                new LeakShape("sk-proj-", [Exactly(Base64Url, 20)]),
                new LeakShape("sk-svcacct-", [Exactly(Base64Url, 20)])
            ),
            new("anthropic_api_key", LeakAction.Block, new LeakShape("sk-ant-api", [Exactly(Base64Url, 90)])),
            new("google_api_key", LeakAction.Block, new LeakShape("AIza", [Exactly(Base64Url, 35)], goesOn: false)),
            new("nearai_session", LeakAction.Block, new LeakShape("sess_", [Exactly(Alphanumeric, 32)])),
        ];

    private static LeakPattern[] CodeHosts() =>
        [
            new(
                "github_token",
                LeakAction.Block,
                [.. "pousr".Select(kind => new LeakShape($"gh{kind}_", [Exactly(AlphanumericUnderscore, 36)]))]
            ),
            new(
                "github_fine_grained_pat",
                LeakAction.Block,
                new LeakShape("github_pat_", [Exactly(Alphanumeric, 22), .. Word("_"), Exactly(Alphanumeric, 59)], goesOn: false)
            ),
        ];

    private static LeakPattern[] PrivateKeys() =>
        [
            new("pem_private_key", LeakAction.Block, PrivateKey(), PrivateKey("RSA")),
            new("ssh_private_key", LeakAction.Block, PrivateKey("OPENSSH"), PrivateKey("EC"), PrivateKey("DSA")),
        ];

    private static LeakPattern[] Services() =>
        [
            new("aws_access_key", LeakAction.Block, new LeakShape("AKIA", [Exactly(UpperDigits, 16)], goesOn: false)),
            new(
                "stripe_api_key",
                LeakAction.Block,
                new LeakShape("sk_live_", [Exactly(Alphanumeric, 24)]),
                new LeakShape("sk_test_", [Exactly(Alphanumeric, 24)])
            ),
            new(
                "slack_token",
                LeakAction.Block,
                [.. "baprs".Select(kind => new LeakShape($"xox{kind}-", [Exactly(AlphanumericDash, 10)]))]
            ),
            new("twilio_api_key", LeakAction.Block, new LeakShape("SK", [Exactly(Hex, 32)], goesOn: false)),
            new(
                "sendgrid_api_key",
                LeakAction.Block,
                new LeakShape("SG.", [Exactly(Base64Url, 22), .. Word("."), Exactly(Base64Url, 43)], goesOn: false)
            ),
        ];

    private static LeakPattern[] Headers() =>
        [
            new("bearer_token", LeakAction.Redact, new LeakShape("Bearer", [Spaces(), Exactly(BearerToken, 20)])),
            new(
                "auth_header",
                LeakAction.Redact,
                // Field names are case-insensitive, RFC 9110 section 5.1.
                new LeakShape(
                    "authorization:",
                    [Spaces(min: 0), new(Letters, 1, LooseMax), Spaces(), Exactly(BearerToken, 20)],
                    ignoreCase: true
                )
            ),
        ];

    // RFC 7468 section 2 allows one blank between the words; what people paste has more.
    private static LeakShape PrivateKey(string? algorithm = null) =>
        new(
            "-----BEGIN",
            [
                Spaces(),
                .. algorithm is null ? [] : (LeakStep[])[.. Word(algorithm), Spaces()],
                .. Word("PRIVATE"),
                Spaces(),
                .. Word("KEY-----"),
            ],
            goesOn: false
        );
}
