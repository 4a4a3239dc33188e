using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>Made-up credentials, put together here so that none stands in the source as one.</summary>
internal static class Sample
{
    public static readonly LeakScanner Scanner = new();

    public static string Of(char c, int count) => new(c, count);

    public static string Bearer(int length = 20) => "Bear" + "er " + Of('t', length);

    public static string AuthHeader(int length = 20) => "Author" + "ization: Basic " + Of('u', length);

    public static string AwsKey() => "AK" + "IA" + Of('Q', 16);

    public static string OpenAiKey() => "s" + "k-" + Of('o', 20);

    /// <summary>One shortest match of each pattern.</summary>
    public static IReadOnlyDictionary<string, string> Shortest { get; } =
        new Dictionary<string, string>
        {
            ["openai_api_key"] = OpenAiKey(),
            ["anthropic_api_key"] = "sk-a" + "nt-api" + Of('a', 90),
            ["aws_access_key"] = AwsKey(),
            ["github_token"] = "gh" + "p_" + Of('g', 36),
            ["github_fine_grained_pat"] = "github" + "_pat_" + Of('f', 22) + "_" + Of('p', 59),
            ["stripe_api_key"] = "sk" + "_live_" + Of('s', 24),
            ["nearai_session"] = "se" + "ss_" + Of('n', 32),
            ["pem_private_key"] = "-----BEG" + "IN RSA PRIVATE KEY-----",
            ["ssh_private_key"] = "-----BEG" + "IN OPENSSH PRIVATE KEY-----",
            ["google_api_key"] = "AI" + "za" + Of('z', 35),
            ["slack_token"] = "xo" + "xb-" + Of('1', 10),
            ["twilio_api_key"] = "S" + "K" + Of('e', 32),
            ["sendgrid_api_key"] = "S" + "G." + Of('d', 22) + "." + Of('e', 43),
            ["bearer_token"] = Bearer(),
            ["auth_header"] = AuthHeader(),
            ["high_entropy_hex"] = Of('c', 64),
        };
}
