using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Server.Listening.Tls;

/// <summary>
/// Answers plain HTTP on the HTTPS port with one sentence instead of a broken handshake. What the client sent has crossed the
/// network already; nothing of it is read beyond the first byte.
/// </summary>
internal static class PlaintextOnTls
{
    /// <summary>A TLS connection begins with a handshake record (RFC 8446 section 5.1).</summary>
    private const byte Handshake = 22;

    private static readonly byte[] Answer = Write(
        "This port speaks HTTPS only: use https://. What you sent came unencrypted; if your token was in it, run `gatehouse token rotate`.\n"
    );

    public static async Task RefuseAsync(ConnectionContext connection, Func<Task> next)
    {
        if (await FirstByteAsync(connection) is not { } first)
        {
            connection.Abort();
            return;
        }

        if (first == Handshake)
        {
            await next();
            return;
        }

        await connection.Transport.Output.WriteAsync(Answer, connection.ConnectionClosed);
    }

    // Null when none comes in time.
    private static async Task<byte?> FirstByteAsync(ConnectionContext connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(GatewayLimits.HeadersWithin);
        try
        {
            var input = connection.Transport.Input;
            var read = await input.ReadAsync(patience.Token);
            byte? first = read.Buffer.IsEmpty ? null : read.Buffer.FirstSpan[0];
            input.AdvanceTo(read.Buffer.Start);
            return first;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private static byte[] Write(string text) =>
        Encoding.ASCII.GetBytes(
            "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n"
                + $"Connection: close\r\nContent-Length: {text.Length}\r\n\r\n{text}"
        );
}
