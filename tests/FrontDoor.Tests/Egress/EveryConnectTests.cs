using System.Text.RegularExpressions;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Egress;

/// <summary>The kernel's own word: every connection that the running server opens is one that Egress decided.</summary>
public sealed partial class EveryConnectTests
{
    [TestNetFact]
    [Trait("Invariant", "G1")]
    public async Task The_running_server_connects_to_what_it_was_asked_to_and_to_nothing_else()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("watched.example.com")).Serve("*", "seen", "text/plain");
        await using var model = await OpenAiServerProcess.StartAsync();
        await model.CallAsync("web_fetch", """{"url":"https://watched.example.com/"}""");
        await model.SayAsync("done");
        var folder = Directory.CreateTempSubdirectory("gh-trace-").FullName;
        var (trace, starter) = (Path.Combine(folder, "trace"), Path.Combine(folder, "traced"));
        var real = Path.Combine(Repository.Root, "artifacts", "bin", "Cli", "release", "gatehouse");
        // Only the server is watched: the command line talks to its socket.
        await File.WriteAllTextAsync(
            starter,
            $"#!/bin/sh\n[ \"$1\" = run ] && exec strace -D -f -q -e trace=connect -o '{trace}' '{real}' \"$@\"\nexec '{real}' \"$@\"\n"
        );
        File.SetUnixFileMode(starter, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using (var gatehouse = await Connected.StartAsync(model, starter))
        {
            using var owner = await GatewayClient.ConnectAsync(gatehouse);
            Assert.Equal("done", (await owner.SendAndWaitAsync("look")).Response());
            await gatehouse.StopAsync();
        }

        var connects = Connect()
            .Matches(await File.ReadAllTextAsync(trace))
            .Select(match => (Port: int.Parse(match.Groups[1].Value), Address: match.Groups[2].Value))
            .Distinct()
            .ToList();
        var modelPort = new Uri(model.BaseUrl).Port;
        Assert.Contains((443, origin.Address.ToString()), connects);
        Assert.Contains((modelPort, "127.0.0.1"), connects);
        // Port 0: the resolver asks the kernel for a route and sends nothing.
        Assert.All(
            connects,
            connect =>
                Assert.True(
                    connect == (53, TestNet.Dns.ToString())
                        || connect == (443, origin.Address.ToString())
                        || connect == (modelPort, "127.0.0.1")
                        || connect.Port == 0,
                    connect.ToString()
                )
        );
        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(
        """connect\(\d+, \{sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([0-9a-f.:]+)"""
    )]
    private static partial Regex Connect();
}
