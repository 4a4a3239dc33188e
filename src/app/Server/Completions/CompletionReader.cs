using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Agent.Completions;
using Gatehouse.Agent.Prompts;
using Gatehouse.Server.Configuration;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Completions;

/// <summary>Reads a request for a completion. What it does not know it refuses by name: a wish that is passed over in silence is a bug of somebody's.</summary>
internal static class CompletionReader
{
    /// <summary>Messages of one request: the body's own limit makes them short by then.</summary>
    private const int MaxMessages = 4096;

    // Schemas of tools nest deeper than anything else in a request.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private static readonly string[] Used =
    [
        "model",
        "messages",
        "tools",
        "tool_choice",
        "parallel_tool_calls",
        "temperature",
        "top_p",
        "frequency_penalty",
        "presence_penalty",
        "max_tokens",
        "max_completion_tokens",
        "stop",
        "stream",
        "stream_options",
        "n",
        "response_format",
        "seed",
    ];

    /// <summary>Taken and not passed on: they change no answer, and the model's server has no business with them.</summary>
    private static readonly string[] Ignored =
    [
        "user",
        "metadata",
        "store",
        "service_tier",
        "safety_identifier",
        "prompt_cache_key",
        "prompt_cache_retention",
    ];

    /// <summary>Taken only with the value that asks for nothing.</summary>
    private static readonly string[] Neutral = ["logprobs", "top_logprobs", "logit_bias", "modalities"];

    private static readonly string[] Known = [.. Used, .. Ignored, .. Neutral];

    /// <summary>What may be asked, as a JSON schema.</summary>
    public static JsonObject Schema() => CompletionSchema.Of(Known);

    /// <param name="model">The one that is configured.</param>
    /// <exception cref="BadCompletionException">It cannot be taken.</exception>
    public static async Task<CompletionQuestion> ReadAsync(Stream body, string model, CancellationToken ct)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(body, Strict, ct);
            Texts.Check(json.RootElement);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new Members(json.RootElement, ""), model)
                : throw new BadCompletionException("The body must be a JSON object.", param: null);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new BadCompletionException(
                "The body is not JSON in UTF-8, is nested too deeply, names a member twice, or holds half a character.",
                param: null
            );
        }
    }

    private static CompletionQuestion Read(Members request, string model)
    {
        request.RefuseOthers(Known);
        RefuseEffective(request);
        CheckModel(request, model);
        var messages = request.Objects("messages", MaxMessages);
        if (messages.Count == 0)
        {
            throw request.Bad("messages", "messages must have at least one message.");
        }

        // One request gets one answer.
        request.Integer("n", 1, 1);
        var stream = request.Flag("stream") ?? false;
        var options = request.Object("stream_options");
        options?.RefuseOthers("include_usage", "include_obfuscation");
        if (options is not null && !stream)
        {
            throw request.Bad("stream_options", "stream_options goes with stream: true only.");
        }

        var tools = ToolReader.Tools(request);
        var prompt = new ModelPrompt([.. messages.Select(MessageReader.Read)], tools) { Wishes = Wishes(request, tools) };
        return new CompletionQuestion(prompt, MaxTokens(request), stream, options?.Flag("include_usage") ?? false);
    }

    private static void RefuseEffective(Members request)
    {
        if (Array.Find(Neutral, one => request.Any(one) is { } value && !AsksForNothing(one, value)) is { } name)
        {
            throw request.Bad(name, $"{name} is not supported: answers are text without probabilities. Leave it out.", Members.Unsupported);
        }
    }

    private static bool AsksForNothing(string name, JsonElement value) =>
        name switch
        {
            "logprobs" => value.ValueKind == JsonValueKind.False,
            "top_logprobs" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number == 0,
            "logit_bias" => value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any(),
            _ => value.ValueKind == JsonValueKind.Array
                && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String && one.GetString() == "text"),
        };

    private static void CheckModel(Members request, string configured)
    {
        var model = request.NeedText("model");
        if (!LlmReader.IsModelName(model))
        {
            throw request.Bad("model", $"model must have {LlmReader.ModelNameRule}.");
        }

        if (model != configured)
        {
            throw new BadCompletionException(
                $"There is no such model here. GET /v1/models lists what is configured: {configured}.",
                "model",
                "model_not_found",
                StatusCodes.Status404NotFound
            );
        }
    }

    private static int? MaxTokens(Members request)
    {
        var (old, now) = (
            request.Integer("max_tokens", 1, ProgramCalls.MostTokens),
            request.Integer("max_completion_tokens", 1, ProgramCalls.MostTokens)
        );
        return old is not null && now is not null && old != now
            ? throw request.Bad("max_tokens", "max_tokens and max_completion_tokens are two names of one limit; send one of them.")
            : (int?)(now ?? old);
    }

    private static PromptWishes Wishes(Members request, IReadOnlyList<PromptTool> tools)
    {
        var (choice, name) = ToolReader.Choice(request, tools);
        return new PromptWishes(
            request.Number("temperature", 0, 2),
            request.Number("top_p", 0, 1),
            request.Number("frequency_penalty", -2, 2),
            request.Number("presence_penalty", -2, 2),
            request.Integer("seed", long.MinValue, long.MaxValue),
            Texts.Stops(request),
            choice,
            name,
            request.Flag("parallel_tool_calls"),
            FormatReader.Read(request)
        );
    }
}
