using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gatehouse.Agent.Prompts;

/// <summary>The arguments of an old call, as the model that wrote them is shown them again.</summary>
internal static class EchoedArguments
{
    private const int MaxDepth = 32;

    /// <summary>Disarms each string and name inside, so that the text stays JSON. What is no JSON is disarmed as it stands.</summary>
    public static string Disarm(string arguments, UntrustedFence fence)
    {
        try
        {
            var json = JsonNode.Parse(arguments, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth });
            var changed = false;
            var disarmed = Disarm(json, fence, ref changed);
            // As the model wrote it, to the letter, unless there is something to disarm.
            return changed ? disarmed?.ToJsonString() ?? "null" : arguments;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            return fence.Disarm(arguments);
        }
    }

    private static JsonNode? Disarm(JsonNode? node, UntrustedFence fence, ref bool changed)
    {
        switch (node)
        {
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members)
                {
                    copy[Disarm(name, fence, ref changed)] = Disarm(value, fence, ref changed);
                }

                return copy;
            case JsonArray items:
                var list = new JsonArray();
                foreach (var item in items)
                {
                    list.Add(Disarm(item, fence, ref changed));
                }

                return list;
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(Disarm(text.GetValue<string>(), fence, ref changed));
            default:
                return node?.DeepClone();
        }
    }

    private static string Disarm(string text, UntrustedFence fence, ref bool changed)
    {
        var disarmed = fence.Disarm(text);
        changed |= disarmed != text;
        return disarmed;
    }
}
