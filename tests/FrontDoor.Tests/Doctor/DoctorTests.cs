using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Doctor;

/// <summary>Each seeded misconfiguration is found by its id and turns the exit code; a clean install has none.</summary>
public sealed class DoctorTests : IDisposable
{
    private const UnixFileMode Open = (UnixFileMode)0b110_100_100;

    private readonly string _home = Directory.CreateTempSubdirectory("gh-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [TestNetTheory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task A_clean_install_has_no_finding_before_during_and_after_its_run(string scheme)
    {
        Assert.Empty(await FindAsync([], exit: 0));
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("remember that the bins go out on Tuesday");
        }

        var during = await gatehouse.RunCliAsync("doctor", "--json");
        Assert.Equal((0, ""), (during.ExitCode, string.Join('\n', Findings(during.Output))));
        using (var report = JsonDocument.Parse(during.Output))
        {
            Assert.True(report.RootElement.GetProperty("running").GetBoolean());
            Assert.True(report.RootElement.GetProperty("checks").GetArrayLength() >= 17);
        }

        Assert.Contains("Nothing failed.", (await gatehouse.RunCliAsync("doctor")).Output, StringComparison.Ordinal);
        await gatehouse.StopAsync();
        var after = await gatehouse.RunCliAsync("doctor", "--json");
        Assert.Equal((0, ""), (after.ExitCode, string.Join('\n', Findings(after.Output))));
    }

    [TestNetTheory]
    [InlineData("GATEHOUSE_POLICI", "strict", "settings.unknown")]
    [InlineData("GATEWAY_PORT", "seventy", "settings.values")]
    [InlineData("BUDGET_TOKEN_PER_DAY", "1", "settings.values")]
    public async Task A_wrong_variable_is_found(string name, string value, string id) =>
        Assert.Contains(id, await FindAsync(new() { [name] = value }));

    [TestNetFact]
    public async Task Plain_HTTP_beyond_this_machine_is_found() =>
        Assert.Contains(
            "listeners.plaintext",
            await FindAsync(new() { ["GATEWAY_HOST"] = "0.0.0.0", ["GATEWAY_ALLOW_PLAINTEXT"] = "true" })
        );

    [TestNetTheory]
    [InlineData("", "home.permissions")]
    [InlineData("logs", "home.permissions")]
    [InlineData("ledger.db", "files.permissions")]
    [InlineData("logs/gatehouse.log", "files.permissions")]
    public async Task What_others_can_open_is_found(string path, string id)
    {
        await RunOnceAsync();
        var full = Path.Combine(_home, path);
        File.SetUnixFileMode(full, File.GetUnixFileMode(full) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.Contains(id, await FindAsync([]));
    }

    [TestNetFact]
    public async Task A_control_socket_that_others_can_open_is_found_beside_the_running_server()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(home: _home);
        File.SetUnixFileMode(Path.Combine(_home, "run", "control.sock"), (UnixFileMode)0b110_110_110);
        Assert.Contains("socket.permissions", await FindAsync([]));
    }

    [TestNetFact]
    public async Task A_damaged_database_is_found()
    {
        await RunOnceAsync();
        var file = Path.Combine(_home, "gatehouse.db");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(4096, bytes.Length - 4096).Fill(0xFF);
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Contains("database.gatehouse", await FindAsync([]));
    }

    [TestNetFact]
    public async Task A_changed_ledger_and_a_clock_behind_it_are_found()
    {
        await RunOnceAsync();
        var file = Path.Combine(_home, "ledger.db");
        await Sqlite.ExecuteAsync(file, "UPDATE entries SET time = time + 86400000 WHERE seq = (SELECT max(seq) FROM entries)");
        var found = await FindAsync([]);
        Assert.Contains("ledger.verify", found);
        Assert.Contains("clock", found);
    }

    [TestNetFact]
    public async Task A_row_that_the_program_never_stores_is_found_with_the_server_running_and_not()
    {
        await RunOnceAsync();
        await Sqlite.ExecuteAsync(
            Path.Combine(_home, "gatehouse.db"),
            "INSERT INTO settings VALUES ('GATEWAY_ALLOW_PLAINTEXT', 'true', 'x', 0)"
        );
        Assert.Contains("settings.stored", await FindAsync([]));
        await using var gatehouse = await GatehouseProcess.StartAsync(home: _home);
        Assert.Contains("settings.stored", await FindAsync([]));
    }

    [TestNetFact]
    public async Task A_home_that_somebody_holds_without_answering_is_found()
    {
        await RunOnceAsync();
        await using var held = new FileStream(Path.Combine(_home, "run", "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        // What may be changing is not called damaged, and what could not be looked at is not called well.
        Assert.Equal(["server.lock", "ledger.verify", "clock"], await FindAsync([]));
    }

    [TestNetFact]
    public async Task A_key_file_that_others_can_read_is_found()
    {
        var settings = await CertificateAsync("localhost", "127.0.0.1", DateTimeOffset.UtcNow.AddDays(90));
        Assert.Empty(await FindAsync(settings, exit: 0));
        File.SetUnixFileMode(settings["GATEWAY_TLS_KEY"], Open);
        Assert.Contains("tls.files", await FindAsync(settings));
    }

    [TestNetFact]
    public async Task An_expired_certificate_and_one_for_another_host_are_found()
    {
        Assert.Equal(["tls.expiry"], await FindAsync(await CertificateAsync("localhost", "127.0.0.1", DateTimeOffset.UtcNow.AddDays(-1))));
        Assert.Equal(["tls.host"], await FindAsync(await CertificateAsync("other.example", "10.0.0.9", DateTimeOffset.UtcNow.AddDays(90))));
        // A month before its end it is a warning, and a gate lets it pass.
        var soon = await CertificateAsync("localhost", "127.0.0.1", DateTimeOffset.UtcNow.AddDays(9));
        Assert.Equal(["tls.expiry"], await FindAsync(soon, exit: 0));
    }

    [TestNetFact]
    public async Task A_file_of_variables_with_a_token_that_others_can_read_is_found()
    {
        var file = Path.Combine(_home, ".env");
        await File.WriteAllTextAsync(file, "GATEWAY_PORT=3000\nexport GATEWAY_AUTH_TOKEN=something-of-the-owners\n");
        File.SetUnixFileMode(file, Open);
        var ended = await RunAsync([]);
        Assert.Contains("environment.file", Findings(ended.Output));
        Assert.DoesNotContain("something-of", ended.Output, StringComparison.Ordinal);
    }

    private async Task RunOnceAsync()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(home: _home);
        await gatehouse.StopAsync();
    }

    private async Task<IReadOnlyList<string>> FindAsync(Dictionary<string, string> settings, int exit = 1)
    {
        var ended = await RunAsync(settings);
        Assert.True(ended.ExitCode == exit, ended.Output + ended.Errors);
        return Findings(ended.Output);
    }

    private Task<CliResult> RunAsync(Dictionary<string, string> settings) =>
        GatehouseProcess.RunWithAsync(_home, settings, "doctor", "--json");

    private static IReadOnlyList<string> Findings(string output)
    {
        using var report = JsonDocument.Parse(output);
        return
        [
            .. report
                .RootElement.GetProperty("checks")
                .EnumerateArray()
                .Where(check => check.Text("severity") != "ok")
                .Where(check => check.Text("cause").Length > 10 && check.Text("fix").Length > 10)
                .Select(check => check.Text("id"))
                .Distinct(),
        ];
    }

    private async Task<Dictionary<string, string>> CertificateAsync(string name, string address, DateTimeOffset expires)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-400), expires);
        var folder = Directory.CreateDirectory(Path.Combine(_home, "pem"), (UnixFileMode)0b111_000_000).FullName;
        var (chain, secret) = (Path.Combine(folder, "a.pem"), Path.Combine(folder, "a.key"));
        await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(secret, key.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(secret, (UnixFileMode)0b110_000_000);
        return new() { ["GATEWAY_TLS_CERT"] = chain, ["GATEWAY_TLS_KEY"] = secret };
    }
}
