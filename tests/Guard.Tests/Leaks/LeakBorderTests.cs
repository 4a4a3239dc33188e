using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>What may stand before and after a key, and what makes it part of something else.</summary>
public sealed class LeakBorderTests
{
    public static TheoryData<string, string> Before =>
        new()
        {
            { "", "the text's start" },
            { " ", "a blank" },
            { "\"", "a string" },
            { "=", "an environment variable" },
            { ":", "YAML without a blank" },
            { "(", "a call" },
            { ",", "a list" },
            { "-", "an option: -sk-…" },
            { "_", "emphasis in Markdown, or a name: MY_ghp_…" },
            { "é", "a letter that no key is written in" },
            { "\n", "a line" },
            { "\\n", "a line in a JSON string" },
            { "\\t", "a tab in source code" },
            { "%3D", "a URL's query" },
            { "%20", "a URL's query, with digits" },
            { "\\u003d", "a JSON escape" },
            { "\\x3d", "an escape in source code" },
            { "\u001b[m", "a terminal's colour" },
            { "\u001b[38;5;255m", "a terminal's longest colour" },
        };

    [Theory]
    [MemberData(nameof(Before))]
    public void Every_key_is_found_after(string before, string why)
    {
        foreach (var (name, text, lead) in LeakSamples.All.Where(sample => sample.Pattern != "high_entropy_hex"))
        {
            var found = Sample.Scanner.Scan(before + text).Findings.Where(finding => finding.Pattern.Name == name);

            Assert.True(found.Any(finding => finding.Start == before.Length + lead), $"{name} after {why}");
        }
    }

    [Theory]
    [InlineData("ta")] // task-…
    [InlineData("ri")] // risk-…
    [InlineData("0")]
    [InlineData("m")] // as in a colour code, without one
    [InlineData("[1;31m")]
    [InlineData("%3")]
    [InlineData("\\u003")]
    public void A_short_beginning_inside_a_word_is_none(string before)
    {
        string[] names = ["openai_api_key", "slack_token", "twilio_api_key", "json_web_token", "mailchimp_api_key", "nearai_session"];

        Assert.All(names, name => Assert.True(Sample.Scanner.Scan(before + Sample.Shortest[name]).IsClean, name));
        Assert.True(Sample.Scanner.Scan(before + "gh" + "p_" + Sample.Body(36, Sample.LowerDigits)).IsClean);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ta")]
    [InlineData("7")]
    [InlineData("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz")] // a long word is no base64
    public void A_short_beginning_is_one_inside_a_word_when_what_follows_is_none(string before)
    {
        string[] names = ["huggingface_token", "replicate_api_token", "github_token", "npm_token", "google_api_key", "stripe_api_key"];
        string[] more = ["groq_api_key", "vault_token", "notion_token", "gitlab_token", "anthropic_api_key", "openrouter_api_key"];

        Assert.All(names.Concat(more), name => Assert.Equal(LeakAction.Block, Sample.Scanner.Scan(before + Sample.Shortest[name]).Worst));
        Assert.Equal(LeakAction.Block, Sample.Scanner.Scan(before + "s" + "k-proj-" + Sample.Body(24, Sample.Base64Url)).Worst);
        Assert.Equal(LeakAction.Block, Sample.Scanner.Scan(before + "xo" + "xb-" + Sample.Body(24)).Worst);
    }

    [Fact]
    public void A_short_beginning_inside_base64_is_none()
    {
        foreach (var name in new[] { "huggingface_token", "github_token", "google_api_key", "vault_token" })
        {
            Assert.True(Sample.Scanner.Scan(Sample.Body(40) + Sample.Shortest[name]).IsClean, name);
        }
    }

    [Fact]
    public void A_beginning_of_capitals_needs_no_more_than_a_small_letter_before()
    {
        Assert.Equal(LeakAction.Block, Sample.Scanner.Scan("key" + Sample.AwsKey()).Worst);
        Assert.True(Sample.Scanner.Scan("KEY" + Sample.AwsKey()).IsClean);
        Assert.True(Sample.Scanner.Scan("0" + Sample.AwsKey()).IsClean);
    }

    [Fact]
    public void A_long_beginning_is_one_inside_a_word_too()
    {
        string[] names = ["github_fine_grained_pat", "google_oauth_client_secret", "digitalocean_token", "age_secret_key"];

        Assert.All(names, name => Assert.Equal(LeakAction.Block, Sample.Scanner.Scan("x" + Sample.Shortest[name]).Worst));
    }

    [Theory]
    [InlineData("aws_access_key", "Q")]
    [InlineData("twilio_api_key", "0")]
    [InlineData("telegram_bot_token", "x")]
    [InlineData("nuget_api_key", "a")]
    public void A_key_of_fixed_length_that_goes_on_is_none(string name, string after) =>
        Assert.DoesNotContain(Sample.Scanner.Scan(Sample.Shortest[name] + after).Findings, finding => finding.Pattern.Name == name);

    [Theory]
    [InlineData("aws_access_key", ".")]
    [InlineData("aws_access_key", "-")]
    [InlineData("aws_access_key", "q")]
    [InlineData("aws_access_key", "ghp_")] // the next key, or anything that it is not written in
    [InlineData("google_api_key", "&")]
    [InlineData("google_api_key", "-")]
    [InlineData("google_api_key", "x9")]
    [InlineData("telegram_bot_token", "-")]
    [InlineData("telegram_bot_token", "_")]
    [InlineData("twilio_api_key", "g")]
    [InlineData("databricks_token", "_")]
    [InlineData("alibaba_access_key", "x")]
    [InlineData("bitbucket_app_password", "9")]
    [InlineData("azure_client_secret", ".")]
    [InlineData("azure_client_secret", "~abcd.")]
    [InlineData("twilio_api_key", ":")]
    [InlineData("databricks_token", "-2")]
    [InlineData("nuget_api_key", "\\n")]
    public void A_key_of_fixed_length_that_ends_is_one(string name, string after) =>
        Assert.Contains(Sample.Scanner.Scan(Sample.Shortest[name] + after).Findings, finding => finding.Pattern.Name == name);

    [Theory]
    [InlineData("1234567")] // one digit too few
    [InlineData("12345678901")] // one too many
    [InlineData("1234567x")]
    public void A_bot_s_token_needs_its_number(string number) => Assert.True(Sample.Scanner.Scan(number + ":AA" + Sample.Body(33)).IsClean);

    [Theory]
    [InlineData("abcd")] // no digit
    [InlineData("a b8")]
    [InlineData("bc8")]
    public void A_client_secret_needs_its_start(string start) => Assert.True(Sample.Scanner.Scan(start + "Q~" + Sample.Body(34)).IsClean);

    [Theory]
    [InlineData("x", "")]
    [InlineData("", "_")]
    [InlineData("é", "")]
    [InlineData("0", "")]
    public void Warns_only_of_hex_that_stands_alone(string before, string after) =>
        Assert.True(Sample.Scanner.Scan(before + Sample.Hash() + after).IsClean);
}
