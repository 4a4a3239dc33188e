using Gatehouse.Server.Access;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Gatehouse.Server.Listening;

/// <summary>Where the server really listens. It must have started.</summary>
internal sealed class BoundAddresses(IServer server)
{
    private const string UnixPrefix = "http://unix:";

    /// <summary>The port of the TCP listener, also when it was chosen by the system.</summary>
    public int Port => new Uri(Gateway.Single()).Port;

    /// <summary>The URLs or socket paths of one listener.</summary>
    public IReadOnlyList<string> Of(ListenerFacts facts) =>
        facts.Listener switch
        {
            Listeners.Gateway => [.. Gateway],
            Listeners.Control => [.. All.Where(IsUnix).Select(address => address[UnixPrefix.Length..])],
            _ => RuntimeListener.Addresses(),
        };

    private IEnumerable<string> Gateway => All.Where(address => !IsUnix(address));

    private ICollection<string> All => server.Features.Get<IServerAddressesFeature>()!.Addresses;

    private static bool IsUnix(string address) => address.StartsWith(UnixPrefix, StringComparison.Ordinal);
}
