using System.Diagnostics;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Installing;

/// <summary>The unit that <c>gatehouse service install</c> writes.</summary>
public sealed class ServiceInstallTests
{
    private static readonly string[] Hardening =
    [
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "ProtectKernelTunables=yes",
        "ProtectKernelModules=yes",
        "ProtectKernelLogs=yes",
        "ProtectControlGroups=yes",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
        "RestrictNamespaces=yes",
        "RestrictRealtime=yes",
        "RestrictSUIDSGID=yes",
        "LockPersonality=yes",
        "SystemCallArchitectures=native",
        "SystemCallFilter=@system-service",
        "UMask=0077",
        "Restart=on-failure",
    ];

    [TestNetTheory]
    [InlineData("/srv/gate", "/srv/gate")]
    [InlineData("/srv/a b", "/srv/a b")] // A blank would end the path.
    [InlineData("/srv/100%n", "/srv/100%%n")] // A specifier: the unit's own name.
    [InlineData("/srv/a\"b", "/srv/a\\\"b")]
    [InlineData("/srv/a'b", "/srv/a'b")]
    [InlineData("/srv/a\\x20b", "/srv/a\\\\x20b")] // Would be read as a blank.
    [InlineData("/srv/$HOME", "/srv/$HOME")] // Not read in assignments and paths.
    [InlineData("/srv/gärten", "/srv/gärten")]
    public async Task Paths_are_written_as_systemd_reads_them(string home, string quoted)
    {
        var unit = (await RunAsync("service", "install", "--dry-run", "--home", home)).Output.Split('\n');

        Assert.Contains($"Environment=\"GATEHOUSE_HOME={quoted}\"", unit);
        Assert.Contains($"ReadWritePaths=\"{quoted}\"", unit);
        // Outside the home, which the server may write to: what stands there could load anything into it.
        Assert.Contains("EnvironmentFile=-%E/gatehouse/environment", unit);
        await VerifyAsync(string.Join('\n', unit));
    }

    [TestNetFact]
    public async Task Both_kinds_close_the_server_in()
    {
        foreach (
            var kind in new[]
            {
                new[] { "--user", "--home", "/home/ann/.gatehouse" },
                ["--system", "--run-as", "gatehouse", "--home", "/var/lib/gatehouse"],
            }
        )
        {
            var unit = (await RunAsync(["service", "install", "--dry-run", .. kind])).Output;
            var lines = unit.Split('\n');
            Assert.All(Hardening, setting => Assert.Contains(setting, lines));
            Assert.DoesNotContain(lines, line => line.StartsWith("MemoryDenyWriteExecute", StringComparison.Ordinal));
            Assert.Equal(kind[0] == "--system", lines.Contains("User=gatehouse"));
            Assert.Equal(kind[0] == "--system", lines.Contains("EnvironmentFile=-/etc/gatehouse/environment"));
            Assert.Contains(kind[0] == "--system" ? "WantedBy=multi-user.target" : "WantedBy=default.target", lines);
            var stop = lines.Single(line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal));
            Assert.True(int.Parse(stop["TimeoutStopSec=".Length..], System.Globalization.CultureInfo.InvariantCulture) > 20);
            await VerifyAsync(unit);
        }
    }

    [TestNetTheory]
    [InlineData("a line's end begins a new setting", "--home", "/srv/a\nExecStartPre=/bin/true")]
    [InlineData("another control character", "--home", "/srv/a\tb")]
    [InlineData("the service has another /tmp", "--home", "/tmp/home")]
    [InlineData("both kinds", "--user", "--system")]
    [InlineData("no user for the machine's", "--system", "--home", "/srv/gate")]
    [InlineData("root", "--system", "--run-as", "root", "--home", "/srv/gate")]
    [InlineData("root by number", "--system", "--run-as", "0", "--home", "/srv/gate")]
    [InlineData("a name with a line's end", "--system", "--run-as", "a\nb", "--home", "/srv/gate")]
    [InlineData("a name with a specifier", "--system", "--run-as", "a%u", "--home", "/srv/gate")]
    [InlineData("no home for another user", "--system", "--run-as", "gatehouse")]
    [InlineData("a user for one's own", "--run-as", "gatehouse", "--home", "/srv/gate")]
    public async Task What_cannot_be_is_refused(string why, params string[] arguments)
    {
        var refused = await RunAsync(["service", "install", "--dry-run", .. arguments]);

        Assert.True(refused is { ExitCode: 2, Output: "" }, why);
        Assert.StartsWith("gatehouse: ", refused.Errors, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task Another_ones_unit_stays_unless_it_may_be_replaced()
    {
        var user = Directory.CreateTempSubdirectory("ghs-").FullName;
        try
        {
            var settings = new Dictionary<string, string> { ["HOME"] = user };
            var path = $"{user}/.config/systemd/user/gatehouse.service";
            Task<CliResult> InstallAsync(params string[] more) =>
                GatehouseProcess.RunAloneAsync(["service", "install", "--home", "/srv/gate", .. more], settings);

            var first = await InstallAsync();
            Assert.True(first.ExitCode == 0, first.Errors);
            Assert.Contains("loginctl enable-linger", first.Output, StringComparison.Ordinal);
            Assert.Contains("systemctl --user daemon-reload", first.Output, StringComparison.Ordinal);
            var written = await File.ReadAllTextAsync(path);
            Assert.Contains("GATEHOUSE_HOME=/srv/gate", written, StringComparison.Ordinal);
            Assert.Equal(0, (await InstallAsync()).ExitCode);

            await File.WriteAllTextAsync(path, "[Unit]\nDescription=mine\n");
            var kept = await InstallAsync();
            Assert.Equal((1, true), (kept.ExitCode, kept.Errors.Contains("--replace", StringComparison.Ordinal)));
            Assert.StartsWith("[Unit]", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
            Assert.Equal(0, (await InstallAsync("--replace")).ExitCode);
            Assert.Equal(written, await File.ReadAllTextAsync(path));
            Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(path)!));
        }
        finally
        {
            Directory.Delete(user, recursive: true);
        }
    }

    private static Task<CliResult> RunAsync(params string[] arguments) => GatehouseProcess.RunAloneAsync(arguments);

    /// <summary>Asks systemd itself, where it is installed.</summary>
    private static async Task VerifyAsync(string unit)
    {
        if (!File.Exists("/usr/bin/systemd-analyze"))
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("ghs-").FullName;
        try
        {
            await File.WriteAllTextAsync($"{folder}/gatehouse.service", unit);
            await using var asked = ServerProcess.Start(
                new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", $"{folder}/gatehouse.service"])
            );
            Assert.Equal(0, await asked.WaitForExitAsync());
            Assert.DoesNotContain("gatehouse.service", asked.Output + asked.Errors, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
