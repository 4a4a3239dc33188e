using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Egress.Dialling;

/// <summary>TCP connections to checked addresses.</summary>
internal sealed class SocketDialer : IDialer
{
    public async Task<Stream> DialAsync(IPEndPoint address, CancellationToken ct)
    {
#pragma warning disable RS0030 // The one place where an outgoing socket is opened, to an address that was just checked.
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
#pragma warning restore RS0030
    }
}
