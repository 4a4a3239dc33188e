using System.Text;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Bench.Gateway;

/// <summary>An answer of the product, for a server that has nothing to do but to give it.</summary>
internal sealed record RecordedAnswer(IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, bool Chunked)
{
    public static RecordedAnswer Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var head = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var headers = Encoding
            .ASCII.GetString(bytes.AsSpan(0, head))
            .Split("\r\n")
            .Skip(1)
            .Select(line => line.Split(": ", 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts[1]))
            .ToList();
        var chunked = headers.Exists(header => header.Key == "Transfer-Encoding");
        // The web server's own, which it writes for both.
        headers.RemoveAll(header => header.Key is "Transfer-Encoding" or "Content-Length" or "Date");
        return new RecordedAnswer(headers, chunked ? Joined(bytes.AsSpan(head + 4)) : bytes[(head + 4)..], chunked);
    }

    public async Task WriteAsync(HttpContext context)
    {
        foreach (var (name, value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentLength = Chunked ? null : Body.Length;
        await context.Response.BodyWriter.WriteAsync(Body);
    }

    private static byte[] Joined(ReadOnlySpan<byte> chunks)
    {
        var body = new List<byte>();
        while (true)
        {
            var end = chunks.IndexOf("\r\n"u8);
            var size = Convert.ToInt32(Encoding.ASCII.GetString(chunks[..end]), 16);
            if (size == 0)
            {
                return [.. body];
            }

            body.AddRange(chunks.Slice(end + 2, size));
            chunks = chunks[(end + 2 + size + 2)..];
        }
    }
}
