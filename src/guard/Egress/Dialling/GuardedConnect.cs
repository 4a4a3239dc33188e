using System.Net;
using System.Net.Sockets;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Net;
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
        var addresses = target.Host.Literal is { } literal ? [literal] : await resolver.ResolveAsync(target.Host, ct);
        var named = endpoints.Any(endpoint => endpoint.Is(caller, target));
        // One bad address refuses them all: an attacker who controls the name chooses which one is tried first.
        foreach (var address in addresses)
        {
            Check(address, named);
            CheckOwnName(target.Host, address);
        }

        return await DialFirstAsync(addresses, target.Port, ct);
    }

    private static void Check(IPAddress address, bool named)
    {
        var kind = AddressClassifier.Classify(address);
        if (kind == AddressClass.Metadata)
        {
            throw EgressFailure.Refused(
                EgressRefusal.MetadataAddress,
                "The name resolves to a cloud metadata address, which is never reachable."
            );
        }

        if (!AddressClassifier.IsPublic(kind) && !(named && AddressClassifier.IsGrantable(kind)))
        {
            throw EgressFailure.Refused(
                EgressRefusal.PrivateAddress,
                $"The name resolves to an address that is not on the public internet ({kind}). Only an endpoint that the owner configured may be private."
            );
        }
    }

    // RFC 6761, 6.3: localhost is this machine. Where a resolver says otherwise, a key meant for this machine would go out in the clear.
    private static void CheckOwnName(HostName host, IPAddress address)
    {
        if (host.Value == "localhost" && AddressClassifier.Classify(address) != AddressClass.Loopback)
        {
            throw EgressFailure.Refused(EgressRefusal.ForbiddenHost, "The name localhost resolves to another machine.");
        }
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
