using Gatehouse.Security.Leaks.Matching;
using static Gatehouse.Security.Leaks.LeakAction;
using static Gatehouse.Security.Leaks.Matching.LeakAlphabet;
using static Gatehouse.Security.Leaks.Matching.LeakBefore;
using static Gatehouse.Security.Leaks.Matching.LeakRules;
using static Gatehouse.Security.Leaks.Matching.LeakShapes;
using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Patterns;

/// <summary>Keys of clouds and hosts, and of the tools that run them.</summary>
internal static class CloudPatterns
{
    public static LeakPattern[] All() => [.. Amazon(), .. Microsoft(), .. Google(), .. Hosts(), .. Databases(), .. Infrastructure()];

    private static LeakPattern[] Amazon() =>
        [
            // docs.aws.amazon.com/IAM, "Understanding unique ID prefixes": access key, temporary key, bearer token, context key.
            new("aws_access_key", Block, Written("AKIA ASIA ABIA ACCA", [Key(UpperDigits, 16)], Closed | NoExample, NoCapital)),
            // The secret has no prefix; its name tells. As in credentials files, environments, JSON and XML of STS.
            new(
                "aws_secret_key",
                Block,
                Named(
                    "secret_access_key secret-access-key secretaccesskey secret_key secret-key secretkey aws_secret",
                    Key(Base64, 40),
                    Closed | NoExample
                ),
                // Right behind its access key, as in the console's CSV: else the redacted one would leave it.
                Written("AKIA ASIA", [Run(UpperDigits, 16, 16), Run(Separators, 1, 32), Key(Base64, 40)], Closed | NoExample, NoCapital)
            ),
            new("aws_session_token", Block, Named("aws_session_token sessiontoken", Key(Base64, 100), NoExample, Joined)),
            // docs.aws.amazon.com/bedrock, "API keys": both beginnings are base64 of a fixed text.
            new("aws_bedrock_key", Block, Written("ABSKQmVkcm9ja0FQSUtleS bedrock-api-key-YmVkcm9jay", [Key(Base64, 80)], rest: Joined)),
        ];

    private static LeakPattern[] Microsoft() =>
        [
            // learn.microsoft.com/azure/storage, "Configure connection strings": 64 bytes. Service Bus and IoT Hub: 32 bytes.
            new(
                "azure_storage_key",
                Block,
                Written(
                    "accountkey account_key storage_key",
                    [Run(Assignment, 1, 16), Key(Base64, 86), Word("==")],
                    AnyCase,
                    LeakBefore.Anything
                ),
                Written("SharedAccessKey=", [Key(Base64, 43), Word("=")])
            ),
            // learn.microsoft.com/rest/api/storageservices, "Create a service SAS": an HMAC-SHA256, as it is or percent-encoded.
            new("azure_sas_signature", Redact, Written("sig=", [Key(PercentBase64, 43, 80)], HasDigit | HasCases, rest: SlackCookie)),
            // Entra ID client secrets: three characters, a digit, Q~, then 31 to 34.
            new("azure_client_secret", Block, Written("Q~", [Key(EntraSecret, 31, 34)], before: EntraStart, rest: EntraSecret)),
        ];

    private static LeakPattern[] Google() =>
        [
            // cloud.google.com/iam/docs/keys-create-delete: the key itself is PEM and blocks; its id tells whose it is.
            new("google_service_account", Redact, Named("private_key_id", Key(Hex, 40), Closed)),
            // developers.google.com/identity/protocols/oauth2
            new("google_oauth_client_secret", Block, Written("GOCSPX-", [Key(Base64Url, 28)])),
            new("google_oauth_refresh_token", Block, Written("1//0", [Key(Base64Url, 40)], before: WordBreak)),
            new("google_oauth_access_token", Block, Written("ya29.", [Key(Dotted, 30)], rest: Dotted)),
        ];

    private static LeakPattern[] Hosts() =>
        [
            // docs.digitalocean.com/reference/api: personal, OAuth and refresh tokens.
            new("digitalocean_token", Block, Written("dop_v1_ doo_v1_ dor_v1_", [Key(Hex, 64)])),
            // developers.cloudflare.com/fundamentals/api/get-started/token-formats: 40 characters and a checksum. Origin CA keys.
            new(
                "cloudflare_token",
                Block,
                Written("cfk_ cfut_ cfat_", [Key(Alphanumeric, 40)]),
                Written("v1.0-", [Key(Hex, 24), Word("-"), Key(Hex, 146)])
            ),
            // Cloudflare's tokens of before have no prefix; a name tells.
            new(
                "cloudflare_named_token",
                Redact,
                Named("cloudflare_api_token cf_api_token", Key(Base64Url, 40)),
                Named("cloudflare_api_key cf_api_key x-auth-key", Key(Hex, 37))
            ),
            // vercel.com/changelog/new-token-formats-and-secret-scanning: personal, integration, app, refresh, API.
            // A cassette of the VCR libraries is vcr_ and a name.
            new(
                "vercel_token",
                Block,
                Written("vcp_ vci_ vca_ vck_", [Key(Alphanumeric, 24, 60)], HasDigit),
                Written("vcr_", [Key(Alphanumeric, 24, 60)], HasDigit | HasCases),
                Written("vercel_blob_rw_", [Key(AlphanumericUnderscore, 40)])
            ),
            // docs.netlify.com: personal, CLI, OAuth, build and UI tokens.
            new("netlify_token", Block, Written("nfp_ nfc_ nfo_ nfb_ nfu_", [Key(Alphanumeric, 36)])),
            // fly.io/docs/security/tokens: OAuth tokens; macaroons, several joined by commas.
            new("fly_token", Block, Written("fo1_", [Key(Base64Url, 43)]), Written("fm1r_ fm1a_ fm2_", [Key(Base64, 100)], rest: Joined)),
            // devcenter.heroku.com: the older ones are a UUID after the prefix.
            new("heroku_api_key", Block, Written("HRKU-", [Key(Base64Url, 36)])),
            // render.com/docs/api
            new("render_api_key", Block, Written("rnd_", [Key(Alphanumeric, 32)])),
            // alibabacloud.com/help: AccessKey IDs.
            new("alibaba_access_key", Block, Written("LTAI", [Key(Alphanumeric, 20)])),
        ];

    private static LeakPattern[] Databases() =>
        [
            // supabase.com/docs/guides/api/api-keys: management tokens and the keys that pass row security.
            new(
                "supabase_key",
                Block,
                Written("sbp_ sbp_oauth_", [Key(Hex, 40)]),
                Written("sb_secret_", [Key(Base64Url, 30)], before: Loose)
            ),
            // planetscale.com/docs: service tokens, passwords and OAuth tokens.
            new("planetscale_token", Block, Written("pscale_tkn_ pscale_pw_ pscale_oauth_", [Key(Base64Url, 32)], rest: Dotted)),
            // neon.com/docs/manage/api-keys
            new("neon_api_key", Block, Written("napi_", [Key(LowerDigits, 60)])),
            // docs.databricks.com: some are followed by -2 or -3.
            new("databricks_token", Block, Written("dapi", [Key(Hex, 32)], Closed)),
        ];

    private static LeakPattern[] Infrastructure() =>
        [
            // developer.hashicorp.com/vault, "Tokens": service, batch and recovery tokens of 24 characters and more.
            new("vault_token", Block, Written("hvs. hvb. hvr.", [Key(Base64Url, 24, 90)], HasDigit)),
            // developer.hashicorp.com/terraform: what is before the dot is an id.
            new("terraform_token", Block, Written(".atlasv1.", [Key(Base64Url, 60)])),
            // pulumi.com/docs
            new("pulumi_token", Block, Written("pul-", [Key(Hex, 40)])),
            // docs.doppler.com: personal, service, CLI, service account, SCIM and audit tokens; some name their configuration.
            new(
                "doppler_token",
                Block,
                Written("dp.pt. dp.st. dp.ct. dp.sa. dp.said. dp.scim. dp.audit.", [Key(Dotted, 40, 60)], HasDigit, Loose, Dotted)
            ),
            // developer.1password.com: tokens of service accounts; secret keys of persons.
            new(
                "onepassword_secret",
                Block,
                Written("ops_eyJ", [Key(Base64Url, 100)], rest: Joined),
                Written(
                    "A3-",
                    [Key(UpperDigits, 6), Word("-"), Key(UpperDigits, 6), .. Fives(), .. Fives(), .. Fives(), .. Fives()],
                    Closed
                )
            ),
            // tailscale.com/kb/1252/key-secret-management
            new("tailscale_key", Block, Written("tskey-", [Key(AlphanumericDash, 24)])),
        ];

    private static LeakStep[] Fives() => [Word("-"), Key(UpperDigits, 5)];
}
