using System.Net;
using Gatehouse.Bench.Measuring;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Net;
using Gatehouse.Security.Policy;

namespace Gatehouse.Bench.Decisions;

/// <summary>Reading an address, deciding by the policy table and judging the address that it resolved to; the framework's parser beside it.</summary>
internal static class DecisionBench
{
    private const int Passes = 1000;

    private static readonly string[] Names = ["decide", "parse", "System.Uri"];

    private static readonly string[] Urls =
    [
        "https://example.com/",
        "https://www.example.co.uk/a/b/c?d=e&f=%20g",
        "HTTPS://News.Example:443/2026/11/22/a-long-headline-with-many-words-in-it?utm_source=x",
        "http://b\u00fccher.example/caf\u00e9",
        "https://[2606:4700::1111]/dns-query",
        "https://93.184.216.34:8443/x",
    ];

    private static readonly IPAddress[] Addresses = [IPAddress.Parse("93.184.216.34"), IPAddress.Parse("2606:4700::1111")];

    public static void Run(BenchFolder folder)
    {
        Console.WriteLine("\ndecisions: parse, policy, address table; without DNS");
        var policy = new GatePolicy([], TimeProvider.System);
        // Opened once, as for a turn; its effects are decided one by one.
        var asker = new EffectContext(
            thread: null,
            turn: null,
            Caller.Assistant,
            attended: true,
            [new ContextItem(Label.OfOwner, "owner", "what is new today?")]
        );
        var count = Passes * Urls.Length;
        var r = Rounds.Run([
            Contestant.Here(Names[0], count, count, () => All(url => Decide(policy, asker, url))),
            Contestant.Here(Names[1], count, count, () => All(url => RequestTarget.TryParse(url, out _, out _))),
            Contestant.Here(Names[2], count, count, () => All(url => new Uri(url).IdnHost.Length > 0)),
        ]);
        var table = new Table("", "us", "B/op", "to System.Uri");
        foreach (var (name, reading) in Names.Zip(r))
        {
            table.Add(
                name,
                Table.Number(reading.CpuMicroseconds),
                Table.Number(reading.AllocatedEach),
                Table.Ratio(reading.CpuMicroseconds, r[2].CpuMicroseconds)
            );
        }

        table.Print();
    }

    private static bool Decide(GatePolicy policy, EffectContext asker, string url) =>
        RequestTarget.TryParse(url, out var target, out _)
        && policy.Decide(new FetchPage(target), asker, [], approval: null) is Decision.Allow or Decision.Ask
        && Array.TrueForAll(Addresses, address => AddressClassifier.IsPublic(AddressClassifier.Classify(address)));

    private static void All(Func<string, bool> work)
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var url in Urls)
            {
                if (!work(url))
                {
                    throw new InvalidOperationException($"{url} was refused");
                }
            }
        }
    }
}
