using System.Globalization;
using System.Net;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>What the program says of its surface against what the kernel says of the same process.</summary>
public sealed class SurfaceTests
{
    private const string Listening = "0A";
    private const int AcceptsConnections = 0x10000;

    [TestNetTheory]
    [Trait("Row", "I-017")]
    [Trait("Row", "I-207")]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task The_kernel_knows_of_no_socket_that_the_program_does_not_tell(string host)
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["GATEWAY_HOST"] = host });

        var told = await AddressesAsync(gatehouse);
        var known = Sockets(gatehouse.ProcessId).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(3, known.Count);
        Assert.Equal(known, told.Order(StringComparer.Ordinal));
        Assert.Contains($"tcp {(host == "::1" ? "[::1]" : host)}:{gatehouse.Port}", told);
        Assert.Contains($"unix {gatehouse.Home}/run/control.sock", told);
    }

    [TestNetFact]
    public async Task The_runtimes_own_socket_goes_away_with_its_setting()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(
            new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0" }
        );

        var told = await AddressesAsync(gatehouse);

        Assert.Equal(2, told.Count);
        Assert.Equal(Sockets(gatehouse.ProcessId).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [TestNetFact]
    public async Task The_command_prints_it_for_people_too()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        var printed = await gatehouse.RunCliAsync("surfaces");

        Assert.Equal(0, printed.ExitCode);
        Assert.All(
            [$"http://127.0.0.1:{gatehouse.Port}", "run/control.sock", "POST /api/chat/send", "GET /api/chat/ws", "web_fetch"],
            part => Assert.Contains(part, printed.Output, StringComparison.Ordinal)
        );
        using var anyone = GatewayClient.Anonymous(gatehouse.BaseUrl);
        await Assert.ThrowsAsync<HttpRequestException>(() => anyone.GetAsync("/api/surfaces"));
    }

    private static async Task<List<string>> AddressesAsync(GatehouseProcess gatehouse)
    {
        using var surface = JsonDocument.Parse((await gatehouse.RunCliAsync("surfaces", "--json")).Output);
        return
        [
            .. surface
                .RootElement.GetProperty("listeners")
                .EnumerateArray()
                .SelectMany(listener => listener.GetProperty("addresses").EnumerateArray())
                .Select(address => address.GetString()!)
                .Select(address => address[0] == '/' ? $"unix {address}" : $"tcp {new Uri(address).Authority}"),
        ];
    }

    /// <summary>Every socket of the process that waits for somebody, and every datagram socket.</summary>
    private static IEnumerable<string> Sockets(int process)
    {
        var own = Directory
            .GetFiles($"/proc/{process}/fd")
            .Select(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name ?? "")
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(own);
        foreach (var kind in new[] { "tcp", "tcp6", "udp", "udp6" })
        {
            foreach (var cells in Rows($"/proc/{process}/net/{kind}").Where(cells => own.Contains(cells[9])))
            {
                if (kind.StartsWith("udp", StringComparison.Ordinal) || cells[3] == Listening)
                {
                    yield return $"{kind[..3]} {Address(cells[1])}";
                }
            }
        }

        foreach (var cells in Rows($"/proc/{process}/net/unix").Where(cells => own.Contains(cells[6])))
        {
            if ((int.Parse(cells[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & AcceptsConnections) != 0)
            {
                yield return $"unix {cells[7]}";
            }
        }
    }

    private static IEnumerable<string[]> Rows(string table) =>
        File.ReadAllLines(table).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // The kernel prints 32-bit words in the machine's own order.
    private static IPEndPoint Address(string hex)
    {
        var (address, port) = (hex.Split(':')[0], hex.Split(':')[1]);
        var bytes = Convert.FromHexString(address);
        for (var word = 0; word < bytes.Length; word += 4)
        {
            bytes.AsSpan(word, 4).Reverse();
        }

        return new IPEndPoint(new IPAddress(bytes), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
