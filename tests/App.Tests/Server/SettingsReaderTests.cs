using Gatehouse.Gate.Budgets;
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
    [InlineData("GATEWAY_TRUSTED_PROXIES", "10.0.0.2")]
    [InlineData("GATEHOUSE_HOME", "relative/path")]
    [InlineData("GATEHOUSE_BODY_RETENTION_DAYS", "-1")]
    [InlineData("GATEHOUSE_BODY_RETENTION_DAYS", "3651")]
    [InlineData("GATEHOUSE_BODY_RETENTION_DAYS", "90d")]
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
    [InlineData("BUDGET_TOKENS_PER_DAY", "-1")]
    [InlineData("BUDGET_REQUESTS_PER_DAY", "1000001")]
    [InlineData("BUDGET_USD_PER_DAY", "-5")]
    [InlineData("BUDGET_USD_PER_DAY", "$5")]
    [InlineData("BUDGET_USD_PER_DAY", "5,00")]
    [InlineData("BUDGET_USD_PER_DAY", "5e3")]
    [InlineData("BUDGET_USD_PER_DAY", "0.0000001")]
    [InlineData("BUDGET_USD_PER_DAY", "100000.01")]
    [InlineData("BUDGET_USD_PER_DAY", "99999999999999999999999999999999")]
    [InlineData("BUDGET_BYTES_PER_DAY", "2 GB")]
    [InlineData("BUDGET_BYTES_PER_DAY", "2TB")]
    [InlineData("BUDGET_BYTES_PER_DAY", "-2GB")]
    [InlineData("BUDGET_BYTES_PER_DAY", "GB")]
    [InlineData("BUDGET_BYTES_PER_DAY", "10241GB")]
    [InlineData("BUDGET_BYTES_PER_DAY", "9223372036854775807GB")]
    [InlineData("BUDGET_NOVEL_HOSTS_PER_DAY", "many")]
    [InlineData("BUDGET_TOKENS_PER_THREAD", "none")]
    [InlineData("BUDGET_USD_PER_THREAD", "1.2.3")]
    [InlineData("BUDGET_REQUESTS_PER_THREAD", "1.5")]
    [InlineData("BUDGET_USD_PER_MONTH", "5")]
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
    [InlineData("GATEHOUSE_BODY_RETENTION_DAYS", "0")]
    [InlineData("GATEHOUSE_BODY_RETENTION_DAYS", "3650")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "90s")]
    [InlineData("GATEHOUSE_APPROVAL_EXPIRY", "7d")]
    [InlineData("LLM_BACKEND", "obedient")]
    [InlineData("BUDGET_USD_PER_DAY", "100000")]
    [InlineData("BUDGET_BYTES_PER_DAY", "10240GB")]
    [InlineData("BUDGET_TOKENS_PER_THREAD", "0")]
    [InlineData("GATEHOUSE_POLICY", "balanced")]
    [InlineData("GATEHOUSE_POLICY", "strict")]
    [InlineData("GATEHOUSE_POLICY", "autonomous")]
    public void A_value_just_inside_is_taken(string name, string value) =>
        Assert.Empty(SettingsReader.Read(new Dictionary<string, string> { [name] = value }).Problems);

    [Theory]
    [InlineData("10.0.0.2", true, "an address")]
    [InlineData("10.0.0.0/8,192.168.1.2 , fd00::/64,2001:db8::1", true, "several")]
    [InlineData("10.0.0.2/32", true, "a network of one")]
    [InlineData("10.0.0.2/8", false, "a network that begins in its middle")]
    [InlineData("0.0.0.0/0", false, "everyone")]
    [InlineData("::/0", false, "everyone")]
    [InlineData("10.0.0.0/33", false, "no such network")]
    [InlineData("10.1", false, "another spelling")]
    [InlineData("0x0a000002", false, "another spelling")]
    [InlineData("167772162", false, "another spelling")]
    [InlineData("FD00::1", false, "another spelling")]
    [InlineData("::ffff:10.0.0.2", false, "IPv4 in IPv6 clothes never matches a peer")]
    [InlineData("::ffff:0:0/96", false, "the same for all of IPv4")]
    [InlineData("proxy.lan", false, "a name")]
    [InlineData("10.0.0.2,", false, "an empty entry")]
    [InlineData("10.0.0.2;10.0.0.3", false, "no comma")]
    public void Trusted_proxies_are_addresses_and_networks_in_their_plain_form(string value, bool taken, string why)
    {
        var (settings, problems) = SettingsReader.Read(
            new Dictionary<string, string> { ["GATEWAY_TRUSTED_PROXIES"] = value, ["GATEWAY_PUBLIC_URL"] = "https://x.example" }
        );

        Assert.Equal((why, taken), (why, problems.Count == 0));
        Assert.Equal(taken ? value.Split(',').Length : 0, taken ? settings.Gateway.TrustedProxies.Count : 0);
    }

    [Theory]
    [InlineData("/tls/server.pem", null, "GATEWAY_TLS_KEY")]
    [InlineData(null, "/tls/server.key", "GATEWAY_TLS_CERT")]
    [InlineData("server.pem", "/tls/server.key", "GATEWAY_TLS_CERT")]
    [InlineData("/tls/server.pem", "server.key", "GATEWAY_TLS_KEY")]
    [InlineData("/tls/server.pem", "/tls/server.key", null)]
    public void TLS_needs_both_files_by_their_full_path(string? certificate, string? key, string? problem)
    {
        var (settings, problems) = SettingsReader.Read(
            new Dictionary<string, string>
            {
                // Beyond this machine, as TLS allows.
                ["GATEWAY_HOST"] = problem is null ? "192.168.1.5" : "127.0.0.1",
                ["GATEWAY_TLS_CERT"] = certificate ?? "",
                ["GATEWAY_TLS_KEY"] = key ?? "",
            }
        );

        Assert.Equal(problem is null ? [] : [problem], problems.Select(one => one.Name));
        Assert.Equal(problem is null ? "https" : settings.Gateway.Scheme, settings.Gateway.Scheme);
    }

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

    [Fact]
    public void Nothing_set_means_the_gate_s_budgets_no_wall_of_a_thread_and_no_price()
    {
        var budget = SettingsReader.Read(new Dictionary<string, string>()).Settings.Budget;

        Assert.Equal(new BudgetSettings(2_000_000, 5_000_000, 5_000, 2L << 30, 200, null, null, null, null), budget);
    }

    [Fact]
    public void Budgets_and_prices_are_read_in_their_units()
    {
        var (settings, problems) = SettingsReader.Read(
            new Dictionary<string, string>
            {
                ["BUDGET_TOKENS_PER_DAY"] = "1",
                ["BUDGET_USD_PER_DAY"] = "0.000001",
                ["BUDGET_REQUESTS_PER_DAY"] = "2",
                ["BUDGET_BYTES_PER_DAY"] = "500MB",
                ["BUDGET_NOVEL_HOSTS_PER_DAY"] = "0",
                ["BUDGET_TOKENS_PER_THREAD"] = "3",
                ["BUDGET_USD_PER_THREAD"] = "1.50",
                ["BUDGET_REQUESTS_PER_THREAD"] = "0",
                ["LLM_PRICE_INPUT_USD_PER_MTOK"] = "2.5",
                ["LLM_PRICE_OUTPUT_USD_PER_MTOK"] = "10",
            }
        );

        Assert.Empty(problems);
        Assert.Equal(new BudgetSettings(1, 1, 2, 500L << 20, 0, 3, 1_500_000, 0, new ModelPrice(2_500_000, 10_000_000)), settings.Budget);
    }

    [Theory]
    [InlineData("LLM_PRICE_INPUT_USD_PER_MTOK", "LLM_PRICE_OUTPUT_USD_PER_MTOK")]
    [InlineData("LLM_PRICE_OUTPUT_USD_PER_MTOK", "LLM_PRICE_INPUT_USD_PER_MTOK")]
    public void One_price_without_the_other_is_a_mistake(string set, string missing)
    {
        var problem = Assert.Single(SettingsReader.Read(new Dictionary<string, string> { [set] = "3" }).Problems);

        Assert.Equal(missing, problem.Name);
        Assert.Contains(set, problem.Allowed, StringComparison.Ordinal);
    }
}
