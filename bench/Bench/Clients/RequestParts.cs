using System.Text;
using Gatehouse.Bench.Measuring;
using Gatehouse.Egress.Leases;
using Gatehouse.Egress.Receiving;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Bench.Clients;

/// <summary>What a guarded request does that a plain one does not, part by part and without a network.</summary>
internal static class RequestParts
{
    private const int Passes = 1000;

    public static void Run()
    {
        const string Address = "http://127.0.0.1:40000/1024";
        if (!RequestTarget.TryParse(Address, out var target, out var why))
        {
            throw new InvalidOperationException($"{Address}: {why}");
        }

        var page = new FetchPage(target);
        var call = new ModelCall("bench", target, "model", GuardedClients.Prompt, Messages: 1, MaxTokens: 100);
        var parts = new (string Name, Action Work)[]
        {
            ("digest of the page's bytes", () => Digest.Of(EffectCodec.Encode(page))),
            ("digest of the model call's bytes", () => Digest.Of(EffectCodec.Encode(call))),
            ("a client per lease", () => new HttpClient(new NoHandler()).Dispose()),
            ("scope of the page", () => EgressScope.For(page, TimeSpan.Zero)),
            ("address, parsed", () => _ = RequestTarget.TryParse(target.Url, out _, out _)),
            ("address, as the transport's", () => target.ToUri()),
            ("address, scanned", () => DeepScan.Shared.Scan(target.Url)),
            ("headers, scanned", () => DeepScan.Shared.Scan("Accept-Encoding: gzip, deflate, br\n")),
            ("body of 1 KiB, scanned", () => DeepScan.Shared.Scan(GuardedClients.Prompt)),
            ("deadline", () => new Deadline(TimeSpan.FromSeconds(30), restartsOnProgress: false, TimeProvider.System).Dispose()),
        };
        Console.WriteLine("\nclient: the parts of a guarded request, without a network");
        var readings = Rounds.Run([.. parts.Select(part => Contestant.Here(part.Name, Passes, 0, () => Repeat(part.Work)))]);
        var table = new Table("part", "CPU us", "B/op");
        foreach (var ((name, _), reading) in parts.Zip(readings))
        {
            table.Add(name, Table.Number(reading.CpuMicroseconds), Table.Number(reading.AllocatedEach));
        }

        table.Print();
    }

    private static void Repeat(Action work)
    {
        for (var i = 0; i < Passes; i++)
        {
            work();
        }
    }

    private sealed class NoHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Nothing is sent.");
    }
}
