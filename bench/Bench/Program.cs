using System.Globalization;
using Gatehouse.Bench;
using Gatehouse.Bench.Clients;
using Gatehouse.Bench.Decisions;
using Gatehouse.Bench.Gates;
using Gatehouse.Bench.Gateway;
using Gatehouse.Bench.Leaks;
using Gatehouse.Bench.Measuring;
using Gatehouse.Bench.Unwrapping;

if (args is [ClientBench.SideArgument, .. var origins])
{
    ClientSide.Run(origins);
    RequestParts.Run();
    return 0;
}

var peer = args switch
{
    [BareServer.Argument, var port, var answer] => BareServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), answer),
    [HubServer.Argument, var port] => HubServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture)),
    [MinimalApi.Argument, var port, var answer, var token] => MinimalApi.RunAsync(
        int.Parse(port, CultureInfo.InvariantCulture),
        answer,
        token
    ),
    _ => null,
};
if (peer is not null)
{
    await peer;
    return 0;
}

// A bench is one class in a folder of its own, and one line here.
var benches = new SortedDictionary<string, Action<BenchFolder>>(StringComparer.Ordinal)
{
    ["client"] = ClientBench.Run,
    ["decisions"] = DecisionBench.Run,
    ["gate"] = GateBench.Run,
    ["gateway"] = GatewayBench.Run,
    ["leaks"] = LeakBench.Run,
    ["unwrap"] = UnwrapBench.Run,
};

var unknown = args.Except(benches.Keys).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"bench: no bench is called {string.Join(", ", unknown)}. There are: {string.Join(", ", benches.Keys)}.");
    return 2;
}

Machine.Print();
foreach (var name in args.Length > 0 ? args : [.. benches.Keys])
{
    benches[name](BenchFolder.Find(name));
}

return 0;
