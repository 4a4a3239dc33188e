using System.Net;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Dialling;

/// <summary>Names to addresses. The system's resolver, or a test's; never chosen by configuration.</summary>
internal interface IResolver
{
    /// <summary>All addresses of a name, in the order to try them.</summary>
    /// <param name="asWritten">
    /// The name from the root, and no other: not completed by the machine's search list, which could make an inner name of a public one.
    /// </param>
    /// <exception cref="System.Net.Sockets.SocketException">No such name, or no answer.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(HostName host, bool asWritten, CancellationToken ct);
}
