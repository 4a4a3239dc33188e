using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Testing;

/// <summary>Free ports from 20000 to 29999, below the range from which the kernel gives out its own.</summary>
public static class Ports
{
    private static int Latest = Environment.ProcessId * 61 % 10_000;

    public static int Next()
    {
        for (var tries = 0; tries < 10_000; tries++)
        {
            var port = 20_000 + (int)((uint)Interlocked.Increment(ref Latest) % 10_000);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException("no port from 20000 to 29999 is free");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
