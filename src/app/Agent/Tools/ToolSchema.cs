using System.Text.Json;

namespace Gatehouse.Agent.Tools;

/// <summary>Reads a tool's schema from its source text once.</summary>
internal static class ToolSchema
{
    /// <param name="properties">The members of <c>properties</c>, as JSON.</param>
    public static JsonElement Of(string properties, params string[] required)
    {
        var names = string.Join(",", required.Select(name => $"\"{name}\""));
        using var json = JsonDocument.Parse(
            $$"""{"type":"object","properties":{{{properties}}},"required":[{{names}}],"additionalProperties":false}"""
        );
        return json.RootElement.Clone();
    }
}
