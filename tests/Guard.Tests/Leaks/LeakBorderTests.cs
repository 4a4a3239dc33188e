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
    [InlineData("_")]
    [InlineData("0")]
    [InlineData("m")] // as in a colour code, without one
    [InlineData("[1;31m")]
    [InlineData("%3")]
    [InlineData("\\u003")]
    public void A_short_beginning_inside_a_word_is_none(string before)
    {
        string[] names = ["openai_api_key", "huggingface_token", "replicate_api_token", "github_token", "npm_token", "slack_token"];
        string[] more = ["aws_access_key", "google_api_key", "twilio_api_key", "stripe_api_key", "json_web_token", "mailchimp_api_key"];

        Assert.All(names.Concat(more), name => Assert.True(Sample.Scanner.Scan(before + Sample.Shortest[name]).IsClean, name));
    }

    [Fact]
    public void A_long_beginning_is_one_inside_a_word_too()
    {
        string[] names = ["github_fine_grained_pat", "google_oauth_client_secret", "digitalocean_token", "age_secret_key"];

        Assert.All(names, name => Assert.Equal(LeakAction.Block, Sample.Scanner.Scan("x" + Sample.Shortest[name]).Worst));
    }

    [Theory]
    [InlineData("aws_access_key", "Q")]
    [InlineData("aws_access_key", "q")]
    [InlineData("google_api_key", "-")]
    [InlineData("twilio_api_key", "0")]
    [InlineData("twilio_api_key", "g")]
    [InlineData("databricks_token", "_")]
    [InlineData("nuget_api_key", "a")]
    public void A_key_of_fixed_length_that_goes_on_is_none(string name, string after) =>
        Assert.DoesNotContain(Sample.Scanner.Scan(Sample.Shortest[name] + after).Findings, finding => finding.Pattern.Name == name);

    [Theory]
    [InlineData("aws_access_key", ".")]
    [InlineData("aws_access_key", "-")]
    [InlineData("google_api_key", "&")]
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
