using System.Text.Json;
using Gatehouse.Agent.Prompts;

namespace Gatehouse.Agent.Tools;

/// <summary>All tools of this build, by name. There is no other way to a tool than to be listed here.</summary>
internal sealed class ToolCatalog
{
    private readonly Dictionary<string, ITool> _tools;

    public ToolCatalog(params IEnumerable<ITool> tools)
    {
        _tools = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);
        Offered = [.. _tools.Values.Select(tool => new PromptTool(tool.Name, tool.Description, tool.Schema))];
    }

    public static ToolCatalog BuiltIn { get; } =
        new(
            new EchoTool(),
            new TimeTool(),
            new HttpTool(),
            new WebFetchTool(),
            new MemoryWriteTool(),
            new MemoryReadTool(),
            new MemorySearchTool(),
            new MemoryTreeTool(),
            new MemoryDeleteTool(),
            new ExtractTool()
        );

    /// <summary>As a model is told of them.</summary>
    public IReadOnlyList<PromptTool> Offered { get; }

    /// <summary>Plans a call as the model wrote it: any name, any text.</summary>
    public ToolPlan Plan(string name, string arguments, PlanSnapshot snapshot)
    {
        if (!_tools.TryGetValue(name, out var tool))
        {
            return new ToolPlan.Refused($"There is no such tool. The tools are: {string.Join(", ", _tools.Keys)}.");
        }

        try
        {
            using var json = JsonDocument.Parse(
                string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments,
                new JsonDocumentOptions { MaxDepth = 32 }
            );
            var plan = tool.Plan(json.RootElement, snapshot);
            return plan is ToolPlan.Refused refused ? new ToolPlan.Refused($"The call was refused: {refused.Reason}.") : plan;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return new ToolPlan.Refused("The call was refused: the arguments are not valid JSON.");
        }
    }
}
