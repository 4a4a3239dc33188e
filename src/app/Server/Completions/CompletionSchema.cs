using System.Text.Json.Nodes;

namespace Gatehouse.Server.Completions;

/// <summary>The body of a request for a completion, for the OpenAPI document: OpenAI's own, so its members are named and not described again.</summary>
internal static class CompletionSchema
{
    public static JsonObject Of(IEnumerable<string> members)
    {
        var properties = new JsonObject();
        foreach (var member in members)
        {
            properties[member] = new JsonObject();
        }

        properties["model"] = new JsonObject { ["type"] = "string" };
        properties["messages"] = new JsonObject
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["type"] = "object" },
        };
        properties["stream"] = new JsonObject { ["type"] = "boolean" };
        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("model", "messages"),
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }
}
