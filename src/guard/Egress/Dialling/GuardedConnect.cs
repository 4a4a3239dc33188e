using System.Net;
using System.Net.Sockets;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Policy;

namespace Gatehouse.Egress.Dialling;

/// <summary>
/// Step 4: resolve once, check every address, dial one of those very addresses. Handing the name back to the socket would resolve it a
/// second time, and the second answer may be 169.254.169.254 (DNS rebinding).
/// </summary>
internal sealed class GuardedConnect(IResolver resolver, IDialer dialer, IReadOnlyCollection<ConfiguredEndpoint> endpoints)
{
    /// <summary>Longest wait for one address before the next is tried. 5 s: a SYN is repeated after 1 and 3 s (RFC 6298).</summary>
    private static readonly TimeSpan PerAddress = TimeSpan.FromSeconds(5);

    public async ValueTask<Stream> ConnectAsync(string caller, RequestTarget target, CancellationToken ct)
    {
        var named = endpoints.Any(endpoint => endpoint.Is(caller, target));
        // The owner's own endpoint may have a short name, or one from a hosts file.
        var addresses = target.Host.Literal is { } literal ? [literal] : await resolver.ResolveAsync(target.Host, asWritten: !named, ct);
        return AddressCheck.Refuse(target.Host, addresses, named) is { } refusal
            ? throw EgressFailure.Refused(refusal.Reason, refusal.Message)
            : await DialFirstAsync(addresses, target.Port, ct);
    }

    private async Task<Stream> DialFirstAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken ct)
    {
        Exception? last = null;
        foreach (var address in addresses)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(PerAddress);
            try
            {
                return await dialer.DialAsync(new IPEndPoint(address, port), limit.Token);
            }
            catch (SocketException refused)
            {
                last = refused;
            }
            catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
            {
                last = slow;
            }
        }

        throw last as SocketException ?? new SocketException((int)SocketError.TimedOut);
    }
}
