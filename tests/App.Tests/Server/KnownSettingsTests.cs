using System.Reflection;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Endpoints;
using Gatehouse.Storage.Settings;

namespace Gatehouse.App.Tests.Server;

/// <summary>The one table of settings: whole, true about its defaults and bounds, and never a place for a secret.</summary>
public sealed class KnownSettingsTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public void Every_name_is_in_the_table_once()
    {
        var names = typeof(SettingNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => !name.EndsWith('_'));
        Assert.Equal(names.Order(), KnownSettings.All.Select(setting => setting.Name).Order());
    }

    [Fact]
    public void A_default_that_is_written_out_changes_nothing()
    {
        var tried = 0;
        var (unset, _) = SettingsReader.Read(Nothing);
        foreach (
            var setting in KnownSettings.All.Where(setting =>
                setting.IsStorable && !setting.Default.StartsWith("no", StringComparison.Ordinal)
            )
        )
        {
            var (written, problems) = SettingsReader.Read(new Dictionary<string, string> { [setting.Name] = setting.Default });
            Assert.Empty(problems);
            Assert.Equal(unset.Budget, written.Budget);
            Assert.Equal((unset.Policy, unset.ApprovalExpiry), (written.Policy, written.ApprovalExpiry));
            Assert.Equal(unset.BodyRetentionDays, written.BodyRetentionDays);
            Assert.Equal(unset.Llm.RequestTimeout, written.Llm.RequestTimeout);
            tried++;
        }

        Assert.True(tried >= 8, $"tried only {tried}");
    }

    [Fact]
    public void Every_setting_says_what_it_is_and_what_it_may_be()
    {
        Assert.All(
            KnownSettings.All,
            setting => Assert.True(setting.Description.Length > 10 && setting.Description.EndsWith('.'), setting.Name)
        );
        Assert.All(
            KnownSettings.All.Where(setting => setting.IsStorable),
            setting => Assert.StartsWith("must be ", setting.Allowed, StringComparison.Ordinal)
        );
        Assert.Equal(
            ["GATEWAY_AUTH_TOKEN", "LLM_API_KEY"],
            KnownSettings.All.Where(setting => setting.IsSecret).Select(setting => setting.Name)
        );
    }

    [Fact]
    public void What_opens_the_door_or_moves_the_key_is_never_stored() =>
        Assert.Equal(
            [
                "BUDGET_BYTES_PER_DAY",
                "BUDGET_NOVEL_HOSTS_PER_DAY",
                "BUDGET_REQUESTS_PER_DAY",
                "BUDGET_REQUESTS_PER_THREAD",
                "BUDGET_TOKENS_PER_DAY",
                "BUDGET_TOKENS_PER_THREAD",
                "BUDGET_USD_PER_DAY",
                "BUDGET_USD_PER_THREAD",
                "GATEHOUSE_APPROVAL_EXPIRY",
                "GATEHOUSE_POLICY",
                "LLM_MODEL",
                "LLM_REQUEST_TIMEOUT_SECS",
            ],
            KnownSettings.All.Where(setting => setting.IsStorable).Select(setting => setting.Name).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_row_that_somebody_else_put_into_the_file_does_not_open_the_door()
    {
        var sources = new SettingSources(Nothing, Nothing, ConfigFile.None);
        var table = sources.With([
            new StoredSetting("GATEWAY_HOST", "0.0.0.0", default),
            new StoredSetting("GATEWAY_ALLOW_PLAINTEXT", "true", default),
            new StoredSetting("LLM_API_KEY", "x", default),
            new StoredSetting("PATH", "/tmp", default),
            new StoredSetting("GATEHOUSE_POLICY", "strict", default),
        ]);
        Assert.Equal(["GATEHOUSE_POLICY"], table.Keys);
    }

    [Theory]
    [InlineData("strict", "", "strict")] // stored alone
    [InlineData("strict", "autonomous", "autonomous")] // the environment wins
    [InlineData("", "autonomous", "autonomous")]
    public void The_environment_wins_over_what_is_stored_and_empty_is_not_set(string stored, string environment, string counts)
    {
        var sources = new SettingSources(Nothing, new Dictionary<string, string> { ["GATEHOUSE_POLICY"] = environment }, ConfigFile.None);
        var table = sources.With([new StoredSetting("GATEHOUSE_POLICY", stored, default)]);
        Assert.Equal(counts, table["GATEHOUSE_POLICY"]);
    }

    [Theory]
    [InlineData("BUDGET_TOKEN_PER_DAY", "BUDGET_TOKENS_PER_DAY")]
    [InlineData("gatehouse_polici", "GATEHOUSE_POLICY")]
    [InlineData("LLM_MODLE", "LLM_MODEL")]
    public void A_mistyped_name_is_told_the_nearest(string typed, string meant)
    {
        Assert.Equal(meant, KnownSettings.Nearest(typed)[0]);
        Assert.Contains(meant, SettingRules.Unknown(typed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_any_length_and_any_letters_is_answered_in_little()
    {
        var said = SettingRules.Unknown(new string('\u202E', 1_000_000));
        Assert.True(said.Length < 2_000);
        Assert.DoesNotContain('\u202E', said);
    }
}
