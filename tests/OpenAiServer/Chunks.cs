using System.Text.Json.Nodes;

namespace Gatehouse.OpenAiServer;

/// <summary>A reply as the objects of the wire protocol: whole, or split into stream chunks.</summary>
internal static class Chunks
{
    private const string Id = "chatcmpl-scripted";
    private const long Created = 1_767_225_600;

    /// <summary>Every chunk of the streamed answer, without usage and <c>[DONE]</c>.</summary>
    public static IEnumerable<JsonObject> Stream(Reply reply, string model)
    {
        var random = new Random(reply.SplitSeed);
        yield return Chunk(model, new JsonObject { ["role"] = "assistant", ["content"] = "" });
        foreach (var piece in Split(reply.Text, reply.Pieces, random))
        {
            yield return Chunk(model, new JsonObject { ["content"] = piece });
        }

        for (var index = 0; index < reply.ToolCalls.Count; index++)
        {
            yield return Chunk(model, ToolDelta(Opening(index, reply.ToolCalls[index])));
        }

        // The arguments of several calls arrive interleaved: a reader that assumes one call at a time mixes them up.
        var queues = reply.ToolCalls.Select(call => new Queue<string>(Split(call.Arguments, reply.Pieces, random))).ToList();
        while (queues.Exists(queue => queue.Count > 0))
        {
            for (var index = 0; index < queues.Count; index++)
            {
                if (queues[index].TryDequeue(out var piece))
                {
                    yield return Chunk(model, ToolDelta(Continuing(index, piece)));
                }
            }
        }

        yield return Chunk(model, [], FinishReason(reply));
    }

    public static JsonObject Usage(Reply reply, string model)
    {
        var chunk = Envelope(model, "chat.completion.chunk");
        chunk["choices"] = new JsonArray();
        chunk["usage"] = UsageOf(reply);
        return chunk;
    }

    public static JsonObject Whole(Reply reply, string model)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = reply.Text.Length > 0 ? reply.Text : null };
        if (reply.ToolCalls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. reply.ToolCalls.Select(WholeCall)]);
        }

        var whole = Envelope(model, "chat.completion");
        whole["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["message"] = message,
                ["finish_reason"] = FinishReason(reply),
            }
        );
        if (reply.Usage is not null)
        {
            whole["usage"] = UsageOf(reply);
        }

        return whole;
    }

    public static JsonObject Error(Reply reply) =>
        new()
        {
            ["error"] = new JsonObject
            {
                ["message"] = reply.ErrorMessage,
                ["type"] = reply.Status == 429 ? "rate_limit_exceeded" : "server_error",
                ["param"] = null,
                ["code"] = reply.Status == 429 ? "rate_limit_exceeded" : "scripted",
            },
        };

    /// <summary>At most <paramref name="pieces"/> parts at seeded places, down to single characters; never an empty part.</summary>
    internal static IEnumerable<string> Split(string text, int pieces, Random random)
    {
        var cuts = new SortedSet<int>();
        var wanted = Math.Min(pieces, text.Length) - 1;
        while (cuts.Count < wanted)
        {
            cuts.Add(random.Next(1, text.Length));
        }

        var start = 0;
        foreach (var cut in cuts.Append(text.Length).Where(cut => cut > 0))
        {
            yield return text[start..cut];
            start = cut;
        }
    }

    private static string FinishReason(Reply reply) => reply.ToolCalls.Count > 0 ? "tool_calls" : "stop";

    private static JsonObject Envelope(string model, string kind) =>
        new()
        {
            ["id"] = Id,
            ["object"] = kind,
            ["created"] = Created,
            ["model"] = model,
        };

    private static JsonObject Chunk(string model, JsonObject delta, string? finishReason = null)
    {
        var chunk = Envelope(model, "chat.completion.chunk");
        chunk["choices"] = new JsonArray(
            new JsonObject
            {
                ["index"] = 0,
                ["delta"] = delta,
                ["finish_reason"] = finishReason,
            }
        );
        return chunk;
    }

    private static JsonObject ToolDelta(JsonObject call) => new() { ["tool_calls"] = new JsonArray(call) };

    private static JsonObject Opening(int index, ReplyToolCall call) =>
        new()
        {
            ["index"] = index,
            ["id"] = call.Id,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = "" },
        };

    private static JsonObject Continuing(int index, string piece) =>
        new()
        {
            ["index"] = index,
            ["function"] = new JsonObject { ["arguments"] = piece },
        };

    private static JsonNode WholeCall(ReplyToolCall call) =>
        new JsonObject
        {
            ["id"] = call.Id,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Arguments },
        };

    private static JsonObject? UsageOf(Reply reply) =>
        reply.Usage is not { } usage
            ? null
            : new JsonObject
            {
                ["prompt_tokens"] = usage.PromptTokens,
                ["completion_tokens"] = usage.CompletionTokens,
                ["total_tokens"] = usage.PromptTokens + usage.CompletionTokens,
            };
}
