using System.Net;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Net;

namespace Gatehouse.Egress.Dialling;

/// <summary>Whether a host may be dialled at the addresses it has. The one decision for connections and for what explains them.</summary>
/// <remarks>Pure and thread-safe. The addresses have to be those that are dialled next: a name resolved again may answer differently.</remarks>
public static class AddressCheck
{
    /// <summary>Null when the host may be dialled at any of its addresses. One bad one refuses them all: whoever controls the name chooses the order.</summary>
    /// <param name="configured">Whether the owner's configuration names this host and port for the caller.</param>
    public static AddressRefusal? Refuse(HostName host, IReadOnlyList<IPAddress> addresses, bool configured) =>
        addresses
            .Select(address => Refuse(host, AddressClassifier.Classify(address), configured))
            .FirstOrDefault(refusal => refusal is not null);

    private static AddressRefusal? Refuse(HostName host, AddressClass kind, bool configured) =>
        kind == AddressClass.Metadata
            ? new(EgressRefusal.MetadataAddress, "The name resolves to a cloud metadata address, which is never reachable.")
        : !AddressClassifier.IsPublic(kind) && !(configured && AddressClassifier.IsGrantable(kind))
            ? new(
                EgressRefusal.PrivateAddress,
                $"The name resolves to an address that is not on the public internet ({kind}). Only an endpoint that the owner configured may be private."
            )
        // RFC 6761, 6.3: localhost is this machine. Where a resolver says otherwise, a key meant for this machine would go out in the clear.
        : host.Value == "localhost" && kind != AddressClass.Loopback
            ? new(EgressRefusal.ForbiddenHost, "The name localhost resolves to another machine.")
        : null;
}
