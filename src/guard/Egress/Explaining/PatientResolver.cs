using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Egress.Dialling;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Explaining;

/// <summary>
/// Asks for each name once, waits 3 s, and stops asking after 8 names without a word: where no name server answers, thousands of names
/// would be hours. 3 s: three times what a resolver commonly waits before it asks again.
/// </summary>
internal sealed class PatientResolver(IResolver inner, TimeProvider clock) : IResolver
{
    private const int MaxSilent = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string Name, bool AsWritten), Lazy<Task<IReadOnlyList<IPAddress>>>> _asked = new();
    private int _silent;

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(HostName host, bool asWritten, CancellationToken ct) =>
        _asked.GetOrAdd((host.Value, asWritten), _ => new(() => AskAsync(host, asWritten, ct))).Value.WaitAsync(ct);

    private async Task<IReadOnlyList<IPAddress>> AskAsync(HostName host, bool asWritten, CancellationToken ct)
    {
        if (Volatile.Read(ref _silent) >= MaxSilent)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }

        try
        {
            return await inner.ResolveAsync(host, asWritten, ct).WaitAsync(Limit, clock, ct);
        }
        catch (TimeoutException)
        {
            Interlocked.Increment(ref _silent);
            throw new SocketException((int)SocketError.TryAgain);
        }
    }
}
