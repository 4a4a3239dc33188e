using System.Net;
using System.Net.Sockets;
using Gatehouse.Testing;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>How the program starts, refuses to start, and ends.</summary>
public sealed class StartTests
{
    [TestNetTheory]
    [InlineData("GATEWAY_HOST", "0.0.0.0", "GATEWAY_ALLOW_PLAINTEXT")]
    [InlineData("AXON_WEB_ALLOW_INSECURE_DEV", "true", "AXON_WEB_ALLOW_INSECURE_DEV")]
    [InlineData("GATEWAY_PORT", "seventy", "GATEWAY_PORT")]
    [InlineData("GATEWAY_AUTH_TOKEN", "short", "GATEWAY_AUTH_TOKEN")]
    [InlineData("LLM_BACKEND", "skynet", "LLM_BACKEND")]
    [InlineData("LLM_BACKEND", "openai_compatible", "LLM_BASE_URL")]
    [Trait("Row", "A-071")]
    [Trait("Row", "I-019")]
    [Trait("Row", "I-196")]
    [Trait("Row", "A-087")]
    [Trait("Row", "A-089")]
    public async Task A_setting_that_cannot_be_honoured_stops_the_start_and_is_named(string name, string value, string named)
    {
        var ended = await GatehouseProcess.RunUntilExitAsync(new Dictionary<string, string> { [name] = value });
        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(named, ended.Output + ended.Errors, StringComparison.Ordinal);
    }

    [TestNetFact]
    [Trait("Row", "I-017")]
    [Trait("Row", "I-018")]
    [Trait("Row", "A-069")]
    public async Task It_listens_on_loopback_only()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var elsewhere = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var refused = await Assert.ThrowsAsync<SocketException>(() =>
            elsewhere.ConnectAsync(new IPEndPoint(TestNet.Private, gatehouse.Port))
        );
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
        using var here = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await here.ConnectAsync(new IPEndPoint(IPAddress.Loopback, gatehouse.Port));
    }

    [TestNetFact]
    [Trait("Row", "I-025")]
    [Trait("Row", "I-026")]
    public async Task The_token_is_the_owners_or_a_new_one_at_each_start()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        var first = (await gatehouse.RunCliAsync("token", "show")).Output.Trim();
        Assert.Matches("^[0-9a-f]{64}$", first);
        await gatehouse.RestartAsync();
        var second = (await gatehouse.RunCliAsync("token", "show")).Output.Trim();
        Assert.NotEqual(first, second);
        using var old = GatewayClient.WithToken(gatehouse.BaseUrl, first);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => old.StatusAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        await using var chosen = await GatehouseProcess.StartAsync(
            new Dictionary<string, string> { ["GATEWAY_AUTH_TOKEN"] = "a-token-of-the-owners-own-choice" }
        );
        using var owner = GatewayClient.WithToken(chosen.BaseUrl, "a-token-of-the-owners-own-choice");
        Assert.Equal("offline", (await owner.StatusAsync()).Text("llm_backend"));
    }

    [TestNetFact]
    public async Task A_home_has_one_server_and_is_private()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        var second = await GatehouseProcess.RunUntilExitAsync(home: gatehouse.Home);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("Another", second.Output + second.Errors, StringComparison.OrdinalIgnoreCase);
        const UnixFileMode Others =
            UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        foreach (var path in Directory.EnumerateFileSystemEntries(gatehouse.Home, "*", SearchOption.AllDirectories).Append(gatehouse.Home))
        {
            Assert.True((File.GetUnixFileMode(path) & Others) == 0, $"{path} is {File.GetUnixFileMode(path)}");
        }
    }

    [TestNetFact]
    [Trait("Row", "I-056")]
    public async Task It_ends_on_a_signal_with_success_and_frees_its_port()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        Assert.Equal(0, await gatehouse.StopAsync());
        using var again = new TcpListener(IPAddress.Loopback, gatehouse.Port);
        again.Start();
    }

    [TestNetFact]
    public async Task It_runs_as_an_ordinary_user()
    {
        // Root runs the tests; the program is started as somebody who is nobody.
        if (Environment.UserName != "root")
        {
            return;
        }

        var home = Directory.CreateTempSubdirectory("gh-user-").FullName;
        var real = Path.Combine(Repository.Root, "artifacts", "bin", "Cli", "release", "gatehouse");
        var starter = Path.Combine(home, "as-nobody");
        await File.WriteAllTextAsync(starter, $"#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups '{real}' \"$@\"\n");
        File.SetUnixFileMode(starter, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var gatehouse = await GatehouseProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["GATEHOUSE_HOME"] = Path.Combine("/tmp", Path.GetFileName(home) + "-home"),
                ["TMPDIR"] = "/tmp",
            },
            starter,
            home
        );
        using var anyone = GatewayClient.Anonymous(gatehouse.BaseUrl);
        Assert.Equal("healthy", (await anyone.GetAsync("/api/health")).Text("status"));
        await gatehouse.StopAsync();
        Directory.Delete(home, recursive: true);
    }
}
