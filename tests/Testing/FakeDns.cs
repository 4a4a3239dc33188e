using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Testing;

/// <summary>One question that reached the server. Type is <c>A</c>, <c>AAAA</c> or the number of another one.</summary>
public sealed record DnsQuery(string Name, string Type);

/// <summary>
/// The only name server of the pocket internet. Every answer has a time to live of 0; an unknown name does not exist.
/// </summary>
/// <remarks>Names are not case-sensitive; <c>*.zone</c> answers for what no exact name does. Thread-safe.</remarks>
public sealed class FakeDns : IAsyncDisposable
{
    private const int LongestAliasChain = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<DnsQuery> _queries = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly UdpClient _socket;
    private readonly Task _serving;

    private FakeDns(UdpClient socket)
    {
        _socket = socket;
        _serving = ServeAsync();
    }

    public IReadOnlyList<DnsQuery> Queries
    {
        get
        {
            lock (_gate)
            {
                return [.. _queries];
            }
        }
    }

    public static FakeDns Start() => new(new UdpClient(new IPEndPoint(TestNet.Dns, 53)));

    public IReadOnlyList<DnsQuery> QueriesFor(string name) =>
        [.. Queries.Where(query => query.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The same addresses at every question; A and AAAA each get their own family.</summary>
    public void Address(string name, params IPAddress[] addresses) => Set(name, new Entry { Steps = [addresses] });

    /// <inheritdoc cref="Address(string, IPAddress[])"/>
    public void Address(string name, params string[] addresses) => Address(name, Parse(addresses));

    /// <summary>
    /// Changes its answer: the first A question gets the first step, the second A question the second, and so on; the last
    /// step repeats. AAAA counts for itself, so a resolver that asks both at once sees both answers of one step.
    /// </summary>
    public void Sequence(string name, params string[][] steps) => Set(name, new Entry { Steps = [.. steps.Select(Parse)] });

    /// <summary>A CNAME; chains are followed up to 16 and answered whole, as a recursive server does.</summary>
    public void Alias(string name, string target) => Set(name, new Entry { Target = target });

    /// <summary>Questions are recorded and never answered.</summary>
    public void Silent(string name) => Set(name, new Entry { IsSilent = true });

    /// <summary>SERVFAIL.</summary>
    public void Fails(string name) => Set(name, new Entry { Code = DnsMessage.ServerFailure });

    public void Forget(string name)
    {
        lock (_gate)
        {
            _entries.Remove(name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stopping.Dispose();
    }

    private static IPAddress[] Parse(string[] addresses) => [.. addresses.Select(IPAddress.Parse)];

    private void Set(string name, Entry entry)
    {
        lock (_gate)
        {
            _entries[name] = entry;
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var packet = await _socket.ReceiveAsync(_stopping.Token);
                if (DnsMessage.ReadQuestion(packet.Buffer) is { } question && Decide(question) is { } answer)
                {
                    await _socket.SendAsync(answer, packet.RemoteEndPoint, _stopping.Token);
                }
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
    }

    private byte[]? Decide(DnsQuestion question)
    {
        lock (_gate)
        {
            _queries.Add(new DnsQuery(question.Name, TypeName(question.Type)));
            var records = new List<DnsRecord>();
            var name = question.Name;
            for (var hops = 0; hops < LongestAliasChain; hops++)
            {
                var entry = FindUnsynchronized(name);
                if (entry is null)
                {
                    return DnsMessage.Answer(question, DnsMessage.NameError, records);
                }

                if (entry.IsSilent)
                {
                    return null;
                }

                if (entry.Target is null)
                {
                    records.AddRange(entry.NextStep(question.Type).Select(address => DnsMessage.Address(name, address)));
                    return DnsMessage.Answer(
                        question,
                        entry.Code,
                        [.. records.Where(r => r.Type == question.Type || r.Type == DnsMessage.TypeCname)]
                    );
                }

                records.Add(DnsMessage.Alias(name, entry.Target));
                name = entry.Target;
            }

            return DnsMessage.Answer(question, DnsMessage.ServerFailure, []);
        }
    }

    private Entry? FindUnsynchronized(string name)
    {
        if (_entries.TryGetValue(name, out var exact))
        {
            return exact;
        }

        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
        {
            if (_entries.TryGetValue("*" + name[dot..], out var wildcard))
            {
                return wildcard;
            }
        }

        return null;
    }

    private static string TypeName(ushort type) =>
        type switch
        {
            DnsMessage.TypeA => "A",
            DnsMessage.TypeAaaa => "AAAA",
            _ => type.ToString(),
        };

    private sealed class Entry
    {
        private readonly Dictionary<ushort, int> _asked = [];

        public IReadOnlyList<IPAddress[]> Steps { get; init; } = [];

        public string? Target { get; init; }

        public bool IsSilent { get; init; }

        public int Code { get; init; } = DnsMessage.NoError;

        public IPAddress[] NextStep(ushort type)
        {
            var step = _asked.GetValueOrDefault(type);
            _asked[type] = step + 1;
            return Steps.Count == 0 ? [] : Steps[Math.Min(step, Steps.Count - 1)];
        }
    }
}
