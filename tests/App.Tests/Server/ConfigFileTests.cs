using Gatehouse.Server.Configuration;
using Gatehouse.Storage.Settings;

namespace Gatehouse.App.Tests.Server;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ConfigFileTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly string _home = Directory.CreateTempSubdirectory("gh-").FullName;

    private string File => Path.Combine(_home, "config.json");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public void Texts_numbers_and_flags_are_read_with_comments_and_a_last_comma()
    {
        Write(
            """
            {
              // the page
              "GATEWAY_PORT": 3001,
              "GATEWAY_ALLOW_PLAINTEXT": false, /* never */
              "BUDGET_USD_PER_DAY": 0.25,
              "GATEHOUSE_POLICY": "strict",
            }
            """
        );
        var read = ConfigFile.Read(_home);
        Assert.Empty(read.Problems);
        Assert.Equal(
            [
                ("BUDGET_USD_PER_DAY", "0.25"),
                ("GATEHOUSE_POLICY", "strict"),
                ("GATEWAY_ALLOW_PLAINTEXT", "false"),
                ("GATEWAY_PORT", "3001"),
            ],
            read.Settings.Select(setting => (setting.Key, setting.Value)).OrderBy(setting => setting.Key, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void No_file_and_no_home_set_nothing()
    {
        Assert.Equal(ConfigFile.None, ConfigFile.Read(_home));
        Assert.Equal(ConfigFile.None, ConfigFile.Read(Path.Combine(_home, "none", "yet")));
    }

    [Theory]
    [InlineData("""{"GATEWAY_PROT": 3001}""", "GATEWAY_PROT in config.json: is no setting. Nearest: GATEWAY_PORT", "a mistyped name")]
    [InlineData("""{"gateway_port": 3001}""", "Nearest: GATEWAY_PORT", "names have one spelling")]
    [InlineData("""{"a\u001bb": 1}""", "in config.json: is no setting", "a name that would speak to the terminal")]
    [InlineData("""{"LLM_API_KEY": "x"}""", "LLM_API_KEY in config.json: is a secret", "a key in a plain file")]
    [InlineData("""{"GATEWAY_AUTH_TOKEN": "0123456789abcdef"}""", "is a secret", "a token in a plain file")]
    [InlineData("""{"GATEHOUSE_HOME": "/tmp"}""", "says where this file is", "the home in itself")]
    [InlineData("""{"GATEWAY_PORT": null}""", "must be a text, a number, true or false", "nothing")]
    [InlineData("""{"GATEWAY_PORT": [1]}""", "must be a text, a number, true or false", "a list")]
    [InlineData("""{"GATEWAY_PORT": {"a": 1}}""", "must be a text, a number, true or false", "an object")]
    [InlineData("""{"GATEWAY_PORT": 1, "GATEWAY_PORT": 2}""", "config.json: is not understood", "a name twice")]
    [InlineData("""[]""", "must be one JSON object", "a list of settings")]
    [InlineData("{\n\"GATEWAY_PORT\": 1\n", "near line", "an end that is missing")]
    [InlineData("", "is not understood", "an empty file")]
    [InlineData("""{"GATEHOUSE_POLICY": "\ud800"}""", "is not understood", "half a character")]
    [InlineData("""{"GATEHOUSE_POLIC\ud800": 1}""", "is not understood", "half a character in a name")]
    [InlineData("""{"GATEWAY_PORT": {"a": {"b": 1}}}""", "is not understood", "deeper than any setting")]
    [InlineData("""{"GATEWAY_PORT": "70000"}""", "GATEWAY_PORT=70000 in config.json: must be", "a value that is none")]
    [InlineData("""{"AXON_WEB_ALLOW_INSECURE_DEV": true}""", "there is no mode without sign-in", "what is never honoured")]
    public void What_is_wrong_in_it_is_told_with_its_name_and_keeps_the_server_from_starting(string text, string told, string why)
    {
        Write(text);
        var sources = SettingSources.Of(new Dictionary<string, string> { ["GATEHOUSE_HOME"] = _home }, Nothing);
        var problems = sources.AllProblems(SettingsReader.Read(sources.Given()).Problems);
        Assert.True(
            problems.Any(problem => problem.ToString().Contains(told, StringComparison.Ordinal)),
            $"{why}: {string.Join('\n', problems)}"
        );
        Assert.All(problems, problem => Assert.DoesNotContain('\u001b', problem.ToString()));
        Assert.All(problems, problem => Assert.DoesNotContain("0123456789abcdef", problem.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_others_can_write_is_too_long_or_is_a_link_is_not_read()
    {
        Write("""{"GATEWAY_PORT": 3001}""");
        System.IO.File.SetUnixFileMode(File, (UnixFileMode)0b110_110_000);
        Refused("can be written by other users");
        System.IO.File.SetUnixFileMode(File, (UnixFileMode)0b110_000_000);
        Assert.Empty(ConfigFile.Read(_home).Problems);
        Write($$"""{"LLM_MODEL": "{{new string('x', 70_000)}}"}""");
        Refused("at most 65536 are read");
        var elsewhere = Path.Combine(_home, "elsewhere.json");
        System.IO.File.Move(File, elsewhere);
        System.IO.File.CreateSymbolicLink(File, elsewhere);
        Refused("links are not followed");
        System.IO.File.Delete(File);
        Directory.CreateDirectory(File);
        Refused("no regular file");
    }

    [Theory]
    [InlineData("strict", "", "", "balanced", "strict", "config_file")]
    [InlineData("strict", "autonomous", "", "balanced", "autonomous", "environment")]
    [InlineData("strict", "autonomous", "balanced", "strict", "balanced", "command_line")]
    [InlineData("", "", "", "strict", "strict", "stored")]
    [InlineData("", "", "", "", null, "default")]
    public void The_command_line_wins_then_the_environment_then_the_file_then_what_is_stored(
        string file,
        string environment,
        string option,
        string stored,
        string? counts,
        string source
    )
    {
        Write($$"""{"GATEHOUSE_POLICY": "{{file}}"}""");
        var sources = SettingSources.Of(
            new Dictionary<string, string> { ["GATEHOUSE_HOME"] = _home, ["GATEHOUSE_POLICY"] = option },
            new Dictionary<string, string> { ["GATEHOUSE_POLICY"] = environment }
        );
        IReadOnlyList<StoredSetting> rows = stored.Length > 0 ? [new StoredSetting("GATEHOUSE_POLICY", stored, default)] : [];
        var (settings, problems) = SettingsReader.Read(sources.With(rows));
        Assert.Empty(sources.AllProblems(problems));
        Assert.Equal(counts ?? "balanced", settings.Policy.ToString().ToLowerInvariant());
        var view = new SettingBook(() => sources, name => sources.With(rows).GetValueOrDefault(name), () => rows).View(
            KnownSettings.Find("GATEHOUSE_POLICY")!
        );
        Assert.Equal((counts, source), (view.Value, view.Source));
    }

    private void Write(string text)
    {
        System.IO.File.Delete(File);
        System.IO.File.WriteAllText(File, text);
        System.IO.File.SetUnixFileMode(File, (UnixFileMode)0b110_000_000);
    }

    private void Refused(string why)
    {
        var read = ConfigFile.Read(_home);
        Assert.Contains(why, Assert.Single(read.Problems).ToString(), StringComparison.Ordinal);
        Assert.Empty(read.Settings);
    }
}
