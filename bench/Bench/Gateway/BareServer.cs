using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Bench.Gateway;

/// <summary>
/// The peer: Kestrel, routes, and answers that are ready. /body gives the body of the product's answer, /same its headers, too;
/// /events is an event stream, and /burst publishes so many frames of so many bytes to everybody on it.
/// </summary>
internal static class BareServer
{
    /// <summary>The argument that makes this program the peer: then the port and the file of the answer.</summary>
    public const string Argument = "bare-server";

    public static async Task RunAsync(int port, string answerFile)
    {
        var answer = RecordedAnswer.Read(answerFile);
        var readers = new List<Channel<byte[]>>();
        await PeerHost.RunAsync(
            port,
            app =>
            {
                app.MapGet("/api/health", context => BodyAsync(context, answer));
                app.MapGet("/body", context => BodyAsync(context, answer));
                app.MapGet("/same", answer.WriteAsync);
                app.MapGet("/events", context => StreamAsync(context, readers));
                app.MapGet(Burst.Route, context => Publish(context, readers));
            }
        );
    }

    private static async Task BodyAsync(HttpContext context, RecordedAnswer answer)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.BodyWriter.WriteAsync(answer.Body);
    }

    private static async Task StreamAsync(HttpContext context, List<Channel<byte[]>> readers)
    {
        var frames = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
        lock (readers)
        {
            readers.Add(frames);
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync();
        while (await frames.Reader.WaitToReadAsync(context.RequestAborted))
        {
            while (frames.Reader.TryRead(out var frame))
            {
                await context.Response.Body.WriteAsync(frame, context.RequestAborted);
            }

            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static Task Publish(HttpContext context, List<Channel<byte[]>> readers)
    {
        var burst = Burst.Of(context);
        var text = new string('x', burst.Bytes);
        for (var i = 1; i <= burst.Events; i++)
        {
            var frame = System.Text.Encoding.UTF8.GetBytes($"id: bare-{i}\nevent: {burst.Name(i)}\ndata: {text}\n\n");
            lock (readers)
            {
                readers.ForEach(reader => reader.Writer.TryWrite(frame));
            }
        }

        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
