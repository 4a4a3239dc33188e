using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gatehouse.Testing;

/// <summary>Bytes to a port and back, without a client library that would put them right.</summary>
public static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Sends <paramref name="request"/> as it stands and reads until the server closes, an answer is whole, or nothing more comes.</summary>
    /// <param name="authority">What to trust, over TLS; null for plain text.</param>
    /// <returns>What came, as Latin-1.</returns>
    public static async Task<string> SendAsync(int port, string request, X509Certificate2? authority = null, IPAddress? address = null)
    {
        await using var stream = await ConnectAsync(port, authority, address);
        return await ExchangeAsync(stream, request);
    }

    /// <summary>To a running server, over whatever it speaks.</summary>
    public static Task<string> SendAsync(GatehouseProcess gatehouse, string request) =>
        SendAsync(gatehouse.Port, request, gatehouse.Authority);

    public static Task<Stream> ConnectAsync(GatehouseProcess gatehouse) => ConnectAsync(gatehouse.Port, gatehouse.Authority);

    public static async Task<Stream> ConnectAsync(int port, X509Certificate2? authority = null, IPAddress? address = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(address ?? IPAddress.Loopback, port));
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (authority is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsClientAsync(Trusting(authority));
        return secure;
    }

    /// <summary>TLS that trusts one authority and no other, under the name localhost.</summary>
    public static SslClientAuthenticationOptions Trusting(X509Certificate2 authority) =>
        new()
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };

    public static async Task<string> ExchangeAsync(Stream stream, string request)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        }
        catch (IOException)
        {
            // It answered and closed before it heard all.
        }

        return await ReadAnswerAsync(stream);
    }

    public static async Task<string> ReadAnswerAsync(Stream stream, TimeSpan? within = null)
    {
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        using var patience = new CancellationTokenSource(within ?? Patience);
        try
        {
            while (!IsWhole(answer.ToString()))
            {
                var read = await stream.ReadAsync(buffer, patience.Token);
                if (read == 0)
                {
                    break;
                }

                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // Cut off: what came until then is the answer.
        }

        return answer.ToString();
    }

    /// <summary>The status of an answer; 0 when the connection ended without one.</summary>
    public static int StatusOf(string answer) =>
        answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3)) : 0;

    private static bool IsWhole(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        const string Length = "content-length: ";
        var head = answer[..end].ToLowerInvariant();
        var at = head.IndexOf(Length, StringComparison.Ordinal);
        return at >= 0
            ? answer.Length - end - 4 >= int.Parse(head[(at + Length.Length)..].Split('\r')[0])
            : head.StartsWith("http/1.1 101", StringComparison.Ordinal);
    }
}
