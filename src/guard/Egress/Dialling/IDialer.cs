using System.Net;

namespace Gatehouse.Egress.Dialling;

/// <summary>Opens a connection to an address. The system's sockets, or a test's; never chosen by configuration.</summary>
internal interface IDialer
{
    /// <exception cref="System.Net.Sockets.SocketException">Refused or unreachable.</exception>
    Task<Stream> DialAsync(IPEndPoint address, CancellationToken ct);
}
