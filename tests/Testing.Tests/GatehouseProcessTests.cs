namespace Gatehouse.Testing.Tests;

/// <summary>The launcher, on a stand-in that behaves as the product does towards its launcher.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class GatehouseProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gh-launch-").FullName;

    [Fact]
    public async Task Starts_restarts_and_ends_the_program_and_removes_its_home()
    {
        string home;
        await using (var gatehouse = await GatehouseProcess.StartAsync(program: StandIn()))
        {
            home = gatehouse.Home;
            Assert.Equal($"{gatehouse.BaseUrl}/#login=code-1", gatehouse.LoginLink);
            Assert.Equal("code-1", gatehouse.LoginCode);

            Assert.Equal(0, await gatehouse.StopAsync());
            await gatehouse.RestartAsync();
            Assert.Equal("code-2", gatehouse.LoginCode);

            await gatehouse.Kill9Async();
            Assert.Equal(137, gatehouse.ExitCode);
        }

        Assert.False(Directory.Exists(home));
    }

    [Fact]
    public async Task Runs_commands_with_the_same_home_and_a_clean_environment()
    {
        Environment.SetEnvironmentVariable("OPENAI_API_KEY", "of this machine");
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["SEEN"] = "yes" }, StandIn());

        var shown = await gatehouse.RunCliAsync("env");

        Assert.Equal(3, shown.ExitCode);
        Assert.Contains("GATEHOUSE_HOME=" + gatehouse.Home, shown.Output, StringComparison.Ordinal);
        Assert.Contains("SEEN=yes", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OPENAI_API_KEY", shown.Output, StringComparison.Ordinal);
        Assert.Equal("to stderr\n", shown.Errors);
    }

    [Fact]
    public async Task Tells_why_a_start_failed()
    {
        var broken = Script("echo 'GATEWAY_HOST is refused' >&2; exit 2");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => GatehouseProcess.StartAsync(program: broken));
        var refused = await GatehouseProcess.RunUntilExitAsync(program: broken);

        Assert.Contains("GATEWAY_HOST is refused", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string StandIn() =>
        Script(
            """
            case "$1" in
              run)
                echo x >> "$GATEHOUSE_HOME/starts"
                echo "Open http://127.0.0.1:$GATEWAY_PORT/#login=code-$(wc -l < "$GATEHOUSE_HOME/starts") in a browser"
                trap 'exit 0' TERM
                while :; do sleep 0.05; done ;;
              env) env; echo "to stderr" >&2; exit 3 ;;
            esac
            """
        );

    private string Script(string body)
    {
        var path = Path.Combine(_folder, "gatehouse");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
