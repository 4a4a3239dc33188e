using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.Bench.Gateway;

/// <summary>A connection that is kept and one request that is sent on it again and again, with as little of its own as can be.</summary>
internal sealed class KeptConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    private KeptConnection(Socket socket, byte[] request) => (_socket, _request) = (socket, request);

    /// <summary>The last answer, head and body, as it came.</summary>
    public ReadOnlySpan<byte> Answer => _buffer.AsSpan(0, _filled);

    public static async Task<KeptConnection> OpenAsync(int port, string path, string? token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return new KeptConnection(socket, Encoding.ASCII.GetBytes(Request(port, path, token) + "\r\n"));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The head of a GET, without the empty line that ends it.</summary>
    public static string Request(int port, string path, string? token) =>
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}";

    public async Task AskAsync()
    {
        await _socket.SendAsync(_request);
        _filled = 0;
        do
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
            _filled += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
        } while (!IsWhole(Answer));

        if (!Answer.StartsWith("HTTP/1.1 200 "u8))
        {
            throw new InvalidOperationException($"not 200 but:\n{Encoding.UTF8.GetString(Answer)}");
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var length = answer[..(head + 2)].IndexOf("Content-Length: "u8);
        if (length < 0)
        {
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        }

        var digits = answer[(length + "Content-Length: "u8.Length)..];
        return answer.Length == head + 4 + int.Parse(digits[..digits.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
