using System.Text;
using System.Text.Json;
using Gatehouse.Agent.Completions;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Completions;
using Gatehouse.Gate.Drivers;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Completions;

/// <summary>Writes an answer as server-sent events. Nothing goes out before the first piece, so that a failure until then is an HTTP error.</summary>
internal sealed class CompletionStream(HttpResponse response, CompletionId id)
{
    private const string Kind = "chat.completion.chunk";

    private static readonly byte[] Data = "data: "u8.ToArray();
    private static readonly byte[] Error = "event: error\ndata: "u8.ToArray();
    private static readonly byte[] End = "\n\n"u8.ToArray();
    private static readonly byte[] Done = "data: [DONE]\n\n"u8.ToArray();

    private readonly StringBuilder _text = new();
    private readonly SortedDictionary<int, StringBuilder> _calls = [];

    public bool HasBegun { get; private set; }

    /// <summary>
    /// Whether what went out is the reply as it was looked through when it was whole. Where they differ, it held something wrapped that the
    /// pieces did not show.
    /// </summary>
    public bool Is(CompletionReply reply) =>
        _text.ToString() == reply.Text
        && _calls.Count == reply.Calls.Count
        // A model that writes no arguments at all has said {} when its reply is put together.
        && _calls.Values.Zip(reply.Calls).All(call => call.First.Length == 0 || call.First.ToString() == call.Second.Arguments);

    public Task WriteAsync(ReplyPiece piece, CancellationToken ct) =>
        piece switch
        {
            ReplyPiece.Text text => WriteTextAsync(text.Piece, ct),
            ReplyPiece.Call call => WriteCallAsync(call.Piece, ct),
            _ => throw new InvalidOperationException("unknown piece of a reply"),
        };

    public Task FlushAsync(CancellationToken ct) => response.Body.FlushAsync(ct);

    /// <summary>The orderly end: why it ended, the usage if it was asked for, and the mark.</summary>
    public async Task FinishAsync(CompletionReply reply, bool withUsage, CancellationToken ct)
    {
        await WriteAsync(new ChunkDelta(), CompletionId.Finish(reply.Finish, reply.Calls.Count), ct);
        if (withUsage && CompletionId.Usage(reply.Usage) is { } usage)
        {
            await WriteAsync(new CompletionChunk(id.Id, Kind, id.Created, id.Model, [], usage), ct);
        }

        await response.Body.WriteAsync(Done, ct);
        await FlushAsync(ct);
    }

    /// <summary>The other end: no mark, so no client takes what it has for the whole.</summary>
    public async Task FailAsync(CompletionRefusal why, CancellationToken ct)
    {
        await response.Body.WriteAsync(Error, ct);
        await response.Body.WriteAsync(why.Body, ct);
        await response.Body.WriteAsync(End, ct);
        await FlushAsync(ct);
    }

    private Task WriteTextAsync(string piece, CancellationToken ct)
    {
        _text.Append(piece);
        return WriteAsync(new ChunkDelta(Content: piece), finish: null, ct);
    }

    private Task WriteCallAsync(CallPiece piece, CancellationToken ct)
    {
        if (!_calls.TryGetValue(piece.Index, out var arguments))
        {
            _calls[piece.Index] = arguments = new StringBuilder();
        }

        arguments.Append(piece.Arguments);
        return WriteAsync(new ChunkDelta(ToolCalls: [Call(piece)]), finish: null, ct);
    }

    private static CompletionToolCall Call(CallPiece piece)
    {
        var isFirst = piece.Name.Length > 0;
        return new CompletionToolCall(
            piece.Index,
            isFirst ? CompletionId.OfCall(piece.Id) : null,
            isFirst ? "function" : null,
            new CompletionFunction(isFirst ? piece.Name : null, piece.Arguments)
        );
    }

    private async Task WriteAsync(ChunkDelta delta, string? finish, CancellationToken ct)
    {
        if (!HasBegun)
        {
            HasBegun = true;
            response.ContentType = "text/event-stream";
            // A proxy that collects before it passes on would undo the streaming.
            response.Headers["X-Accel-Buffering"] = "no";
            await WriteAsync(new ChunkDelta("assistant", ""), finish: null, ct);
        }

        await WriteAsync(new CompletionChunk(id.Id, Kind, id.Created, id.Model, [new ChunkChoice(0, delta, finish)]), ct);
    }

    private async Task WriteAsync(CompletionChunk chunk, CancellationToken ct)
    {
        await response.Body.WriteAsync(Data, ct);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(chunk, GatehouseJson.Default.CompletionChunk), ct);
        await response.Body.WriteAsync(End, ct);
    }
}
