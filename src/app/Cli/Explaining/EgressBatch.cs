using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Egress;
using Gatehouse.Server.Explaining;

namespace Gatehouse.Cli.Explaining;

/// <summary>Lines of `METHOD URL` in, one JSON line each out, in the same order; blank lines are skipped.</summary>
internal static class EgressBatch
{
    /// <summary>Lines that may be ahead of the one that waits for its name. At 100 ms a name, a thousand names take a second.</summary>
    private const int Ahead = 128;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static async Task RunAsync(EgressExplaining explaining, string? caller, Stream input, Stream output, CancellationToken ct)
    {
        // Not the console's own writer: that one flushes at every word.
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        // The system's resolver keeps a thread for each name, and the pool would add them one by one.
        ThreadPool.SetMinThreads(Ahead, Ahead);
        var lines = new BatchLines(input);
        var waiting = new Queue<Task<EgressExplanation>>();
        while (true)
        {
            var reading = lines.ReadAsync(ct);
            if (!reading.IsCompleted)
            {
                // Whoever writes a line and waits for its answer gets it.
                await WriteAsync(waiting, writer, leave: 0);
                await writer.FlushAsync(ct);
            }

            if (await reading is not { } line)
            {
                break;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                waiting.Enqueue(ExplainAsync(explaining, line, caller, ct));
                await WriteAsync(waiting, writer, leave: Ahead);
            }
        }

        await WriteAsync(waiting, writer, leave: 0);
        await writer.FlushAsync(ct);
    }

    private static Task<EgressExplanation> ExplainAsync(EgressExplaining explaining, string line, string? caller, CancellationToken ct)
    {
        var text = line.TrimStart(' ', '\t');
        var cut = text.AsSpan().IndexOfAny(' ', '\t');
        return cut < 0
            ? Task.FromResult(new EgressExplanation(null, [], [], "deny", "no_url: A line is a method, a space and an address."))
            : explaining.ExplainAsync(text[..cut], text[(cut + 1)..], caller, ct);
    }

    private static async Task WriteAsync(Queue<Task<EgressExplanation>> waiting, TextWriter output, int leave)
    {
        while (waiting.Count > leave || (waiting.TryPeek(out var next) && next.IsCompleted))
        {
            output.Write(JsonSerializer.Serialize(await waiting.Dequeue(), GatehouseJson.Default.EgressExplanation));
            output.Write('\n');
        }
    }
}
