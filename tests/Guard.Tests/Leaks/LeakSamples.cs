using static Gatehouse.Guard.Tests.Leaks.Sample;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>A sample for each way to write each pattern. A literal that a secret scan would take for a key is put together.</summary>
internal static class LeakSamples
{
    private const string Begin = "-----BEG" + "IN ";

    public static IReadOnlyList<LeakSample> All { get; } =
    [
        .. Models(),
        .. Clouds(),
        .. Hosts(),
        .. Developers(),
        .. Workspaces(),
        .. Payments(),
        .. Messengers(),
        .. PrivateKeys(),
        .. General(),
    ];

    private static IEnumerable<LeakSample> Models() =>
        [
            .. Each("openai_api_key", "sk-", Body(20)),
            .. Each("openai_api_key", "sk-proj- sk-svcacct- sk-admin- sk-None-", Body(20, Base64Url)),
            .. Each("anthropic_api_key", "sk-ant-api sk-ant-admin sk-ant-oat sk-ant-ort sk-ant-sid", "01-" + Body(57, Base64Url)),
            .. Each("google_api_key", "AIza", Body(35, Base64Url)),
            .. Each("google_api_key", "AQ.Ab", Body(40, Base64Url)),
            .. Each("nearai_session", "sess_", Body(32)),
            .. Each("huggingface_token", "hf_ api_org_", Body(34)),
            .. Each("replicate_api_token", "r8_", Body(37)),
            .. Each("groq_api_key", "gsk_", Body(52)),
            .. Each("xai_api_key", "xai-", Body(80)),
            .. Each("perplexity_api_key", "pplx-", Body(48)),
            .. Each("openrouter_api_key", "sk-or-v1-", Body(64, Hex)),
            .. Each("nvidia_api_key", "nvapi-", Body(60, Base64Url)),
            .. Each("cerebras_api_key", "csk-", Body(48, LowerDigits)),
            .. Each("together_api_key", "tgp_v1_", Body(43, Base64Url)),
            .. Each("langsmith_api_key", "lsv2_pt_ lsv2_sk_", Body(32, Hex) + "_" + Body(10, Hex)),
            .. Each("tavily_api_key", "tvly-", Body(32)),
            .. Each("pinecone_api_key", "pcsk_", Body(50)),
            .. Each("elevenlabs_api_key", "sk_", Body(48, Hex)),
            .. Each("firecrawl_api_key", "fc-", Body(32, Hex)),
            .. Each("gatehouse_token", "gh_", Body(64, Hex)),
            .. Each("e2b_api_key", "e2b_", Body(40, Hex)),
        ];

    private static IEnumerable<LeakSample> Clouds() =>
        [
            .. Each("aws_access_key", "AKIA ASIA ABIA ACCA", Body(16, UpperDigits)),
            .. Each(
                "aws_secret_key",
                "secret_access_key Secret-Access-Key secretAccessKey SECRET_KEY secret-key secretKey aws_secret",
                "=" + Body(40, Base64)
            ),
            .. Each("aws_secret_key", "AKIA ASIA", Body(16, UpperDigits) + "," + Body(40, Base64)),
            .. Each("aws_session_token", "AWS_SESSION_TOKEN SessionToken", "=" + Body(100, Base64)),
            .. Each("aws_bedrock_key", "ABSKQmVkcm9ja0FQSUtleS bedrock-api-key-YmVkcm9jay", Body(80, Base64)),
            .. Each("azure_storage_key", "AccountKey account_key STORAGE_KEY", "=" + Body(86, Base64) + "=="),
            .. Each("azure_storage_key", "SharedAccessKey=", Body(43, Base64) + "="),
            .. Each("azure_sas_signature", "sig=", Body(43, Base64)),
            new("azure_client_secret", "aB~4" + "Q~" + Body(31, Base64Url), Lead: 4),
            .. Each("google_service_account", "private_key_id", "\": \"" + Body(40, Hex)),
            .. Each("google_oauth_client_secret", "GOCSPX-", Body(28, Base64Url)),
            .. Each("google_oauth_refresh_token", "1//0", Body(40, Base64Url)),
            .. Each("google_oauth_access_token", "ya29.", Body(30, Base64Url)),
        ];

    private static IEnumerable<LeakSample> Hosts() =>
        [
            .. Each("digitalocean_token", "dop_v1_ doo_v1_ dor_v1_", Body(64, Hex)),
            .. Each("cloudflare_token", "cfk_ cfut_ cfat_", Body(40)),
            .. Each("cloudflare_token", "v1.0-", Body(24, Hex) + "-" + Body(146, Hex)),
            .. Each("cloudflare_named_token", "CLOUDFLARE_API_TOKEN CF_API_TOKEN", "=" + Body(40, Base64Url)),
            .. Each("cloudflare_named_token", "CLOUDFLARE_API_KEY CF_API_KEY X-Auth-Key", "=" + Body(37, Hex)),
            .. Each("vercel_token", "vcp_ vci_ vca_ vcr_ vck_", Body(24)),
            .. Each("vercel_token", "vercel_blob_rw_", Body(40)),
            .. Each("netlify_token", "nfp_ nfc_ nfo_ nfb_ nfu_", Body(36)),
            .. Each("fly_token", "fo1_", Body(43, Base64Url)),
            .. Each("fly_token", "fm1r_ fm1a_ fm2_", Body(100, Base64)),
            .. Each("heroku_api_key", "HRKU-", Body(36, Base64Url)),
            .. Each("render_api_key", "rnd_", Body(32)),
            .. Each("alibaba_access_key", "LTAI", Body(20)),
            .. Each("supabase_key", "sbp_ sbp_oauth_", Body(40, Hex)),
            .. Each("supabase_key", "sb_secret_", Body(30, Base64Url)),
            .. Each("planetscale_token", "pscale_tkn_ pscale_pw_ pscale_oauth_", Body(32, Base64Url)),
            .. Each("neon_api_key", "napi_", Body(60, LowerDigits)),
            .. Each("databricks_token", "dapi", Body(32, Hex)),
            .. Each("vault_token", "hvs. hvb. hvr.", Body(24, Base64Url)),
            .. Each("terraform_token", ".atlasv1.", Body(60, Base64Url)),
            .. Each("pulumi_token", "pul-", Body(40, Hex)),
            .. Each("doppler_token", "dp.pt. dp.st. dp.ct. dp.sa. dp.said. dp.scim. dp.audit.", Body(40)),
            .. Each("onepassword_secret", "ops_eyJ", Body(100, Base64Url)),
            .. Each("onepassword_secret", "A3-", "3X2QPK-7QBWZN-A4V2K-9DPQX-6MNE5-H8RTC"),
            .. Each("tailscale_key", "tskey-", "auth-" + Body(19)),
        ];

    private static IEnumerable<LeakSample> Developers() =>
        [
            .. Each("github_token", "ghp_ gho_ ghu_ ghs_ ghr_", Body(36)),
            .. Each("github_token", "ghs_", "1234567_ey" + "J" + Body(8, Base64Url)),
            .. Each("github_fine_grained_pat", "github_pat_", Body(22) + "_" + Body(59)),
            .. Each(
                "gitlab_token",
                "glpat- gldt- glrt- glrtr- glcbt- glptt- glagent- glft- glimt- gloas- glsoat- glffct-",
                Body(20, Base64Url)
            ),
            .. Each("bitbucket_app_password", "ATBB", Body(32)),
            .. Each("atlassian_api_token", "ATATT3 ATCTT3 ATSTT3", Body(100, Base64Url)),
            .. Each("sourcegraph_token", "sgp_", Body(40, Hex)),
            .. Each("npm_token", "npm_", Body(36)),
            .. Each("pypi_token", "pypi-AgE", Body(50, Base64Url)),
            .. Each("rubygems_token", "rubygems_", Body(48, Hex)),
            .. Each("nuget_api_key", "oy2", Body(43, LowerDigits)),
            .. Each("crates_token", "cio", Body(32)),
            .. Each("dockerhub_token", "dckr_pat_ dckr_oat_", Body(27, Base64Url)),
            .. Each("artifactory_token", "AKCp", Body(69)),
            .. Each("artifactory_token", "cmVmdGtuOj", Body(50)),
            .. Each("circleci_token", "CCIPAT_ CCIPRJ_", Body(22) + "_" + Body(40, Hex)),
            .. Each("buildkite_token", "bkua_", Body(40, Hex)),
            .. Each("sonarqube_token", "squ_ sqp_ sqa_", Body(40, Hex)),
            .. Each("postman_api_key", "PMAK-", Body(24, Hex) + "-" + Body(34, Hex)),
            .. Each("contentful_token", "CFPAT-", Body(43, Base64Url)),
            .. Each("datadog_key", "DD_API_KEY DD-API-KEY DATADOG_API_KEY", "=" + Body(32, Hex)),
            .. Each("datadog_key", "DD_APP_KEY DD_APPLICATION_KEY DD-APPLICATION-KEY DATADOG_APP_KEY", "=" + Body(40, Hex)),
            .. Each("newrelic_key", "NRAK-", Body(27, UpperDigits)),
            .. Each("newrelic_key", "NRII- NRIQ-", Body(32, Base64Url)),
            new("newrelic_key", Body(36, Hex) + "NRAL"),
            .. Each("sentry_token", "sntrys_eyJ", Body(50, Base64)),
            .. Each("sentry_token", "sntryu_", Body(64, Hex)),
            .. Each("grafana_token", "glsa_", Body(32) + "_" + Body(8, Hex)),
            .. Each("grafana_token", "glc_eyJ", Body(40, Base64)),
            .. Each("grafana_token", "eyJrIjoi", Body(60)),
            .. Each("dynatrace_token", "dt0c01.", Body(24, UpperDigits) + "." + Body(64, UpperDigits)),
            .. Each("posthog_key", "phx_", Body(40)),
        ];

    private static IEnumerable<LeakSample> Workspaces() =>
        [
            .. Each("linear_token", "lin_api_ lin_oauth_", Body(40, Hex)),
            .. Each("linear_token", "lin_wh_", Body(32)),
            .. Each("notion_token", "ntn_", Body(46)),
            .. Each("notion_token", "secret_", Body(43)),
            .. Each("figma_token", "figd_ figu_", Body(40, Base64Url)),
            .. Each("airtable_token", "pat", Body(14) + "." + Body(64, Hex)),
            .. Each("dropbox_token", "sl. sl.u.", Body(100, Base64Url)),
            .. Each("hubspot_token", "pat-na1- pat-na2- pat-eu1-", Uuid()),
            .. Each("typeform_token", "tfp_", Body(40, Base64Url)),
            .. Each("readme_api_key", "rdme_", Body(70, LowerDigits)),
            .. Each("mapbox_token", "sk.eyJ1I", Body(50, Base64Url)),
        ];

    private static IEnumerable<LeakSample> Payments() =>
        [
            .. Each("stripe_api_key", "sk_live_ sk_test_ rk_live_ rk_test_", Body(24)),
            .. Each("stripe_webhook_secret", "whsec_", Body(32, Base64)),
            .. Each("square_token", "sq0atp-", Body(22, Base64Url)),
            .. Each("square_token", "sq0csp-", Body(43, Base64Url)),
            .. Each("square_access_token", "EAAA", Body(60, Base64Url)),
            .. Each("braintree_token", "access_token$production$", Body(16, LowerDigits) + "$" + Body(32, Hex)),
            .. Each("shopify_token", "shpat_ shpua_ shpca_ shppa_ shpss_", Body(32, Hex)),
            .. Each("plaid_access_token", "access-production- access-sandbox- access-development-", Uuid()),
            .. Each("flutterwave_key", "FLWSECK-", Body(32, Hex)),
            .. Each("flutterwave_key", "FLWSECK_TEST-", Body(12, Hex)),
            .. Each("easypost_key", "EZAK", Body(54)),
        ];

    private static IEnumerable<LeakSample> Messengers() =>
        [
            .. Each("slack_token", "xoxb- xoxa- xoxp- xoxr- xoxs- xoxe- xoxc- xoxd-", Body(10, Digits)),
            .. Each("slack_app_token", "xapp-", "1-" + Body(38)),
            .. Each("slack_webhook_url", "hooks.slack.com/services/ hooks.slack-gov.com/services/", "T0123ABC/B0456DEF/" + Body(20)),
            .. Each("slack_webhook_url", "hooks.slack.com/workflows/", "T0123ABC/A0456DEF/0123456789/" + Body(20)),
            .. Each("slack_webhook_url", "hooks.slack.com/triggers/", "T0123ABC/0123456789/" + Body(32, Hex)),
            new("telegram_bot_token", Body(8, Digits) + ":AA" + Body(33, Base64Url), Lead: 8),
            .. Each("discord_bot_token", "MTIz", "NDU2" + Body(14) + "." + Body(6) + "." + Body(27, Base64Url)),
            .. Each(
                "discord_webhook_url",
                "discord.com/api/webhooks/ discordapp.com/api/webhooks/",
                Body(17, Digits) + "/" + Body(60, Base64Url)
            ),
            .. Each(
                "discord_webhook_url",
                "discord.com/api/v discordapp.com/api/v",
                "10/webhooks/" + Body(17, Digits) + "/" + Body(60, Base64Url)
            ),
            .. Each("teams_webhook_url", ".webhook.office.com/webhookb2/", Uuid(1) + "@" + Uuid(2) + "/IncomingWebhook/" + Body(32, Hex)),
            .. Each("facebook_access_token", "EAAC EAAG EAAM", Body(100)),
            .. Each("firebase_server_key", "AAAA", Body(7) + ":APA91b" + Body(100, Base64Url)),
            .. Each("twilio_api_key", "SK", Body(32, Hex)),
            .. Each("twilio_account_token", "AC", Body(32, Hex) + ":" + Body(32, Hex, first: 2)),
            .. Each("twilio_named_token", "TWILIO_AUTH_TOKEN", "=" + Body(32, Hex)),
            .. Each("sendgrid_api_key", "SG.", Body(22, Base64Url) + "." + Body(43, Base64Url)),
            .. Each("mailgun_api_key", "key-", Body(32, Hex)),
            .. Each("mailchimp_api_key", "", Body(32, Hex) + "-us1"),
            .. Each("brevo_api_key", "xkeysib-", Body(64, Hex) + "-" + Body(16)),
            .. Each("resend_api_key", "re_", Body(8) + "_" + Body(24)),
        ];

    private static IEnumerable<LeakSample> PrivateKeys() =>
        [
            .. new[] { "", "RSA ", "ENCRYPTED " }.SelectMany(kind => Pem("pem_private_key", kind)),
            .. new[] { "OPENSSH ", "EC ", "DSA " }.SelectMany(kind => Pem("ssh_private_key", kind)),
            new("pgp_private_key", $"{Begin}PGP PRIVATE KEY BLOCK-----\n\n{Body(16)}"),
            new("pgp_private_key", $"{Begin}PGP PRIVATE KEY BLOCK-----\nVersion:"),
            new("pgp_private_key", $"{Begin}PGP PRIVATE KEY BLOCK-----\nComment:"),
            new("pgp_private_key", $"{Begin}PGP PRIVATE KEY BLOCK-----\n> Charset:"),
            .. new[] { "", "RSA ", "ENCRYPTED ", "OPENSSH ", "EC ", "DSA " }.Select(kind => new LeakSample(
                "private_key_header",
                $"{Begin}{kind}PRIVATE KEY-----"
            )),
            new("private_key_header", $"{Begin}PGP PRIVATE KEY BLOCK-----"),
            new("putty_private_key", "Private-Lines: 14\n" + Body(32, Base64)),
            .. Each("age_secret_key", "AGE-SECRET-KEY-1", Body(58, UpperDigits)),
            .. Each("wireguard_private_key", "PrivateKey", " = " + Body(43, Base64) + "="),
        ];

    private static IEnumerable<LeakSample> General() =>
        [
            new("bearer_token", Bearer()),
            new("basic_credentials", "Bas" + "ic " + Body(16, Base64)),
            new("auth_header", AuthHeader()),
            .. new[] { "Authorization\":", "authorization':", "AUTHORIZATION\\\":" }.Select(name => new LeakSample(
                "auth_header",
                name + " \"token " + Body(20)
            )),
            .. new[] { "Authorization:", "Authorization\":", "authorization':", "AUTHORIZATION\\\":" }.Select(name => new LeakSample(
                "auth_header",
                name + " " + Body(32)
            )),
            .. Each("api_key_header", "X-Api-Key", ": " + Body(16)),
            .. Each("named_api_key", "MISTRAL_API_KEY", "=" + Body(32)),
            .. Each("named_api_key", "COHERE_API_KEY CO_API_KEY", "=" + Body(40)),
            .. Each("named_api_key", "VERCEL_TOKEN", "=" + Body(24)),
            .. Each("named_api_key", "OKTA_API_TOKEN", "=00" + Body(40, Base64Url)),
            .. Each("named_api_key", "HEROKU_API_KEY", "=" + Uuid()),
            .. Each("jwk_private_key", "\"d\":", "\"" + Body(43, Base64Url)),
            .. Each("json_web_token", "eyJ eyA ew0 ewo", Body(8, Base64Url) + ".ey" + "J" + Body(8, Base64Url)),
            .. Each("json_web_token", "eyJhbGci eyJ0eXAi eyJraWQi", Body(200, Base64Url)),
            new("url_credentials", "://me:p4s@"),
            new("url_credentials", "redis://a@b:p#w@", Lead: 5),
            .. new[] { "User Id=sa;", "Uid=sa;", "USER=sa;" }.SelectMany(user =>
                new[] { "Password=", "password=", "Pwd=", "pwd=" }.Select(word => new LeakSample(
                    "connection_string_password",
                    user + word + "s3cr"
                ))
            ),
            .. Each("connection_string_password", "&password=", "s3cr"),
            new("high_entropy_hex", Hash()),
        ];

    private static IEnumerable<LeakSample> Pem(string pattern, string kind) =>
        [
            new(pattern, $"{Begin}{kind}PRIVATE KEY-----\n{Body(16)}"),
            new(pattern, $"{Begin}{kind}PRIVATE KEY-----\",\n  12: {Body(40, Base64)}"),
            new(pattern, $"{Begin}{kind}PRIVATE KEY-----\nProc-Type:"),
        ];

    private static IEnumerable<LeakSample> Each(string pattern, string literals, string rest) =>
        literals.Split(' ').Select(literal => new LeakSample(pattern, literal + rest));
}
