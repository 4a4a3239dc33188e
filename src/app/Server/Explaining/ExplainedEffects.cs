using System.Text.Json.Nodes;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Tools;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Policy;

namespace Gatehouse.Server.Explaining;

/// <summary>From a name and words to the effect that they mean, planned by the tool that a model would call.</summary>
internal static class ExplainedEffects
{
    private const string Known =
        "http [METHOD] URL, web_fetch URL, extract URL|PATH, memory_read PATH, memory_search WORDS, memory_write PATH [replace], "
        + "memory_delete PATH, setting NAME VALUE, model, time, echo TEXT";

    /// <summary>The row that is about it, for an effect that nothing can plan yet.</summary>
    public static PolicyTableRow? NotYet(string name) =>
        PolicyTable.Of(PolicyPreset.Balanced).FirstOrDefault(row => row.NotYet.Contains(name));

    /// <exception cref="NotExplainableException">There is no such effect, or its tool would refuse these words.</exception>
    public static Effect Plan(PolicyQuestion question, ModelSettings model, DateTimeOffset now) =>
        question.Effect switch
        {
            "http" or "http_request" => Tool("http", Http(question), now),
            "web_fetch" or "fetch_page" => Tool("web_fetch", One("url", question), now),
            "extract" or "extract_value" => Tool("extract", Extract(question), now),
            "memory_read" or "read_memory" => Tool("memory_read", One("path", question), now),
            "memory_search" => Tool("memory_search", new JsonObject { ["query"] = All(question) }, now),
            "memory_write" or "write_memory" => Tool("memory_write", Write(question), now),
            "memory_delete" or "delete_memory" => Tool("memory_delete", One("path", question), now),
            "time" => Tool("time", new JsonObject { ["operation"] = "now" }, now),
            "echo" or "compute" => Tool("echo", new JsonObject { ["message"] = All(question) }, now),
            "setting" or "change_settings" => Setting(question),
            "model" or "model_call" => new ModelCall(
                model.Backend.Wire(),
                model.Endpoint,
                model.Model,
                Array.Empty<byte>(),
                1,
                model.MaxTokens
            ),
            _ => throw new NotExplainableException(
                $"There is no effect {question.Effect}. Known: {Known}; and without a rule yet: "
                    + $"{string.Join(", ", PolicyTable.Of(PolicyPreset.Balanced).SelectMany(row => row.NotYet))}."
            ),
        };

    private static Effect Tool(string tool, JsonObject arguments, DateTimeOffset now) =>
        PlannedCall.Of(tool, arguments, now, out var refusal)
        ?? throw new NotExplainableException($"The tool {tool} would not plan this, so the policy would never see it. {refusal}");

    private static JsonObject Http(PolicyQuestion question) =>
        question.Arguments switch
        {
            [var url] => new JsonObject { ["url"] = url },
            [var method, var url] => new JsonObject { ["method"] = method, ["url"] = url },
            _ => throw new NotExplainableException(
                "http needs a method and an address: gatehouse policy explain http POST https://api.example.com/x"
            ),
        };

    private static JsonObject Extract(PolicyQuestion question)
    {
        var source = One("url", question)["url"]!.GetValue<string>();
        var isAddress = source.Contains("://", StringComparison.Ordinal);
        return new JsonObject
        {
            [isAddress ? "url" : "path"] = source,
            ["question"] = "?",
            ["type"] = "boolean",
        };
    }

    private static JsonObject Write(PolicyQuestion question) =>
        question.Arguments switch
        {
            [var path] => new JsonObject { ["target"] = path, ["content"] = "…" },
            [var path, "replace"] => new JsonObject
            {
                ["target"] = path,
                ["content"] = "…",
                ["append"] = false,
            },
            _ => throw new NotExplainableException(
                "memory_write needs a path, and may say replace behind it: gatehouse policy explain memory_write notes/a.md replace"
            ),
        };

    private static ChangeSettings Setting(PolicyQuestion question) =>
        question.Arguments is [var name, var value] && ChangeSettings.TryCreate([new SettingChange(name, value)]) is { } change
            ? change
            : throw new NotExplainableException(
                "setting needs a name and a value: gatehouse policy explain setting GATEHOUSE_POLICY strict"
            );

    private static JsonObject One(string parameter, PolicyQuestion question) =>
        question.Arguments is [var value]
            ? new JsonObject { [parameter] = value }
            : throw new NotExplainableException($"{question.Effect} needs one {parameter} behind it.");

    private static string All(PolicyQuestion question) => string.Join(' ', question.Arguments);
}
