using Gatehouse.Security.Policy;
using Gatehouse.Server.Configuration;

namespace Gatehouse.App.Tests.Server;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Nothing_set_means_loopback_port_3000_and_no_model()
    {
        var (settings, problems) = SettingsReader.Read(new Dictionary<string, string>());

        Assert.Empty(problems);
        Assert.Equal(("127.0.0.1", 3000, null), (settings.Gateway.Host.ToString(), settings.Gateway.Port, settings.Gateway.AuthToken));
        Assert.Equal((LlmBackend.Offline, TimeSpan.FromHours(24)), (settings.Llm.Backend, settings.ApprovalExpiry));
        Assert.Equal(PolicyPreset.Balanced, settings.Policy);
    }

    [Theory]
    [InlineData("GATEWAY_PORT", "65536")]
    [InlineData("GATEWAY_PORT", "-1")]
    [InlineData("GATEWAY_PORT", "3000 ")]
    [InlineData("GATEWAY_HOST", "localhost")]
    [InlineData("GATEWAY_HOST", "0x7f.1")]
    [InlineData("GATEWAY_HOST", "2130706433")]
    [InlineData("GATEWAY_HOST", "0.0.0.0")]
    [InlineData("GATEWAY_HOST", "192.168.1.5")]
    [InlineData("GATEWAY_AUTH_TOKEN", "fifteen-chars-x")]
    [InlineData("GATEWAY_AUTH_TOKEN", "sixteen chars xx")]
    [InlineData("GATEWAY_PUBLIC_URL", "https://x.example/path")]
    [InlineData("GATEWAY_PROT", "3000")]
    [InlineData("GATEWAY_ALLOW_PLAINTEXT", "yes")]
    [InlineData("GATEHOUSE_HOME", "relative/path")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "24")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "0s")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "8d")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "-1h")]
    [InlineData("GATEHOUSE_POLICY", "lax")]
    [InlineData("GATEHOUSE_POLICY", "Strict")]
    [InlineData("GATEHOUSE_POLICY", "1")]
    [InlineData("LLM_BACKEND", "OFFLINE")]
    [InlineData("LLM_BASE_URL", "http://127.0.0.1:11434/v1")]
    [InlineData("LLM_REQUEST_TIMEOUT_SECS", "0")]
    [InlineData("BUDGET_TOKENS_PER_DAY", "1e6")]
    [InlineData("AXON_WEB_ALLOW_INSECURE_DEV", "true")]
    public void A_value_that_cannot_be_used_is_named(string name, string value)
    {
        var (_, problems) = SettingsReader.Read(new Dictionary<string, string> { [name] = value });

        Assert.Equal([name], problems.Select(problem => problem.Name));
    }

    [Theory]
    [InlineData("GATEWAY_HOST", "::1")]
    [InlineData("GATEWAY_HOST", "127.0.0.2")]
    [InlineData("GATEWAY_AUTH_TOKEN", "sixteen-chars-xx")]
    [InlineData("GATEWAY_PUBLIC_URL", "https://x.example:8443")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "90s")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "7d")]
    [InlineData("LLM_BACKEND", "obedient")]
    [InlineData("GATEHOUSE_POLICY", "balanced")]
    [InlineData("GATEHOUSE_POLICY", "strict")]
    [InlineData("GATEHOUSE_POLICY", "autonomous")]
    public void A_value_just_inside_is_taken(string name, string value) =>
        Assert.Empty(SettingsReader.Read(new Dictionary<string, string> { [name] = value }).Problems);

    [Fact]
    public void All_problems_are_told_at_once_and_no_secret_with_them()
    {
        var (_, problems) = SettingsReader.Read(
            new Dictionary<string, string>
            {
                ["GATEWAY_PORT"] = "x",
                ["GATEWAY_AUTH_TOKEN"] = "hush-hush",
                ["GATEWAY_AUTH_TOKN"] = "hush-hush",
                ["LLM_BACKEND"] = "openai_compatible",
                ["LLM_API_KEY"] = "hush-hush",
            }
        );

        Assert.Equal(
            ["GATEWAY_AUTH_TOKEN", "GATEWAY_AUTH_TOKN", "GATEWAY_PORT", "LLM_BASE_URL", "LLM_MODEL"],
            problems.Select(problem => problem.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(problems, problem => Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Plaintext_beyond_this_machine_needs_its_own_word()
    {
        var (settings, problems) = SettingsReader.Read(
            new Dictionary<string, string> { ["GATEWAY_HOST"] = "0.0.0.0", ["GATEWAY_ALLOW_PLAINTEXT"] = "true" }
        );

        Assert.Empty(problems);
        Assert.Equal("0.0.0.0", settings.Gateway.Host.ToString());
    }
}
