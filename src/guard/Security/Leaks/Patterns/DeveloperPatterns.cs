using Gatehouse.Security.Leaks.Matching;
using static Gatehouse.Security.Leaks.LeakAction;
using static Gatehouse.Security.Leaks.Matching.LeakAlphabet;
using static Gatehouse.Security.Leaks.Matching.LeakBefore;
using static Gatehouse.Security.Leaks.Matching.LeakRules;
using static Gatehouse.Security.Leaks.Matching.LeakShapes;
using static Gatehouse.Security.Leaks.Matching.LeakStep;

namespace Gatehouse.Security.Leaks.Patterns;

/// <summary>Keys of code hosts, package registries, build and monitoring services, and of where teams work.</summary>
internal static class DeveloperPatterns
{
    private const string GitLab = "glpat- gldt- glrt- glrtr- glcbt- glptt- glagent- glft- glimt- gloas- glsoat- glffct-";

    public static LeakPattern[] All() => [.. CodeHosts(), .. Registries(), .. Builds(), .. Monitoring(), .. Workspaces()];

    private static LeakPattern[] CodeHosts() =>
        [
            // github.blog, "Behind GitHub's new authentication token formats": personal, OAuth, user-to-server, server, refresh.
            // Those of installations may be an app's number and a JWT.
            new(
                "github_token",
                Block,
                Written("ghp_ gho_ ghu_ ghs_ ghr_", [Key(AlphanumericUnderscore, 36)], rest: Dotted),
                Written("ghs_", [Run(Digits, 1, 12), Word("_eyJ"), Key(Base64Url, 8)], rest: Dotted)
            ),
            new("github_fine_grained_pat", Block, Written("github_pat_", [Key(Alphanumeric, 22), Word("_"), Key(Alphanumeric, 59)])),
            // docs.gitlab.com/security/tokens, "Token prefixes". An instance may put its own name and a dash before them.
            new("gitlab_token", Block, Written(GitLab, [Key(Base64Url, 20)], before: Anything, rest: Dotted)),
            // support.atlassian.com: app passwords of Bitbucket; API and access tokens.
            new("bitbucket_app_password", Block, Written("ATBB", [Key(Alphanumeric, 32)])),
            new("atlassian_api_token", Block, Written("ATATT3 ATCTT3 ATSTT3", [Key(Base64Url, 100)], rest: Joined)),
            // docs.sourcegraph.com; Segment has the same prefix.
            new("sourcegraph_token", Block, Written("sgp_", [Key(AlphanumericUnderscore, 40)])),
        ];

    private static LeakPattern[] Registries() =>
        [
            // github.blog, "npm's new token format"
            new("npm_token", Block, Written("npm_", [Key(Alphanumeric, 36)])),
            // The Python index, Help: a macaroon, base64 of a fixed beginning.
            new("pypi_token", Block, Written("pypi-AgE", [Key(Base64Url, 50)])),
            // The RubyGems guides, "API key scopes"
            new("rubygems_token", Block, Written("rubygems_", [Key(Hex, 48)])),
            // learn.microsoft.com/nuget
            new("nuget_api_key", Block, Written("oy2", [Key(LowerDigits, 43)], Closed)),
            // The source of the crates registry: "cio" and 32 characters.
            new("crates_token", Block, Written("cio", [Key(Alphanumeric, 32)], Closed | HasDigit)),
            // docs.docker.com/security/access-tokens: of persons and of organisations.
            new("dockerhub_token", Block, Written("dckr_pat_ dckr_oat_", [Key(Base64Url, 27)])),
            // jfrog.com/help: API keys; reference tokens, which are base64 of "reftkn:".
            new(
                "artifactory_token",
                Block,
                Written("AKCp", [Key(Alphanumeric, 69)], before: NoBase64),
                Written("cmVmdGtuOj", [Key(Alphanumeric, 50)], before: NoBase64)
            ),
        ];

    private static LeakPattern[] Builds() =>
        [
            // circleci.com/docs/managing-api-tokens
            new("circleci_token", Block, Written("CCIPAT_ CCIPRJ_", [Key(Alphanumeric, 22), Word("_"), Key(Hex, 40)])),
            // buildkite.com/docs/apis/managing-api-tokens
            new("buildkite_token", Block, Written("bkua_", [Key(Hex, 40)])),
            // docs.sonarsource.com: of users, projects and global analysis.
            new("sonarqube_token", Block, Written("squ_ sqp_ sqa_", [Key(Hex, 40)])),
            // learning.postman.com
            new("postman_api_key", Block, Written("PMAK-", [Key(Hex, 24), Word("-"), Key(Hex, 34)])),
            // contentful.com/developers: management tokens.
            new("contentful_token", Block, Written("CFPAT-", [Key(Base64Url, 43)])),
        ];

    private static LeakPattern[] Monitoring() =>
        [
            // docs.datadoghq.com/account_management/api-app-keys: hex without a prefix; a name tells.
            new(
                "datadog_key",
                Redact,
                Named("dd_api_key dd-api-key datadog_api_key", Key(Hex, 32), Closed),
                Named("dd_app_key dd_application_key dd-application-key datadog_app_key", Key(Hex, 40), Closed)
            ),
            // docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys: of users and for insights; licences end in their sign.
            new(
                "newrelic_key",
                Block,
                Written("NRAK-", [Key(UpperDigits, 27)]),
                Written("NRII- NRIQ-", [Key(Base64Url, 32)]),
                Written("", [Run(Hex, 8, 8), Key(Hex, 28), Word("NRAL")], before: WordBreak)
            ),
            // docs.sentry.io/account/auth-tokens: of organisations and of users.
            new("sentry_token", Block, Written("sntrys_eyJ", [Key(Base64, 50)], rest: Joined), Written("sntryu_", [Key(Hex, 64)])),
            // grafana.com/docs: service accounts; access policies of the cloud; the older API keys, base64 of {"k":"
            new(
                "grafana_token",
                Block,
                Written("glsa_", [Key(Alphanumeric, 32), Word("_"), Key(Hex, 8)]),
                Written("glc_eyJ", [Key(Base64, 40)], rest: Joined),
                Written("eyJrIjoi", [Key(Alphanumeric, 60)], before: WordBreak, rest: Joined)
            ),
            // docs.dynatrace.com: an id, a dot, the secret.
            new("dynatrace_token", Block, Written("dt0c01.", [Key(UpperDigits, 24), Word("."), Key(UpperDigits, 64)])),
            // posthog.com/docs/api: personal keys; project keys (phc_) are public.
            new("posthog_key", Block, Written("phx_", [Key(Alphanumeric, 40)])),
        ];

    private static LeakPattern[] Workspaces() =>
        [
            // linear.app/developers
            new(
                "linear_token",
                Block,
                Written("lin_api_ lin_oauth_", [Key(Alphanumeric, 40)]),
                Written("lin_wh_", [Key(Alphanumeric, 32)])
            ),
            // developers.notion.com: the newer ones begin with eleven digits.
            new(
                "notion_token",
                Block,
                Written("ntn_", [Key(Alphanumeric, 46)]),
                Written("secret_", [Key(Alphanumeric, 43)], Closed | HasDigit, Loose)
            ),
            // developers.figma.com
            new("figma_token", Block, Written("figd_ figu_", [Key(Base64Url, 40)])),
            // airtable.com/developers: an id, a dot, the secret.
            new("airtable_token", Block, Written("pat", [Key(Alphanumeric, 14), Word("."), Key(Hex, 64)])),
            // developers.dropbox.com: short-lived ones; sl.u. for those of 2024 and later.
            new("dropbox_token", Block, Written("sl. sl.u.", [Key(Base64Url, 100)], before: WordBreak)),
            // developers.hubspot.com: private apps, by region.
            new("hubspot_token", Block, Written("pat-na1- pat-na2- pat-eu1-", Uuid(Key), before: WordBreak)),
            // typeform.com/developers
            new("typeform_token", Block, Written("tfp_", [Key(Base64Url, 40)])),
            // docs.readme.com
            new("readme_api_key", Block, Written("rdme_", [Key(LowerDigits, 70)])),
            // docs.mapbox.com: secret tokens; public ones begin pk.
            new("mapbox_token", Block, Written("sk.eyJ1I", [Key(Base64Url, 50)], rest: Dotted)),
        ];
}
