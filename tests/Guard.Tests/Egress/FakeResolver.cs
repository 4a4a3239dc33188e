using System.Net;
using System.Net.Sockets;
using Gatehouse.Egress.Dialling;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>A resolver with a script per name: each question takes the next answer, the last one stays.</summary>
internal sealed class FakeResolver : IResolver
{
    private readonly Dictionary<string, Queue<IPAddress[]>> _answers = [];

    public List<string> Asked { get; } = [];

    public FakeResolver Answer(string host, params string[] addresses)
    {
        if (!_answers.TryGetValue(host, out var queue))
        {
            _answers[host] = queue = new Queue<IPAddress[]>();
        }

        queue.Enqueue([.. addresses.Select(IPAddress.Parse)]);
        return this;
    }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(HostName host, bool asWritten, CancellationToken ct)
    {
        Asked.Add(asWritten ? host.Value : $"{host.Value} (or completed)");
        return _answers.TryGetValue(host.Value, out var queue)
            ? Task.FromResult<IReadOnlyList<IPAddress>>(queue.Count > 1 ? queue.Dequeue() : queue.Peek())
            : throw new SocketException((int)SocketError.HostNotFound);
    }
}
