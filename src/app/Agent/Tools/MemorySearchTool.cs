using System.Text.Json;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

internal sealed class MemorySearchTool : ITool
{
    /// <summary>Longest query; more words find less.</summary>
    private const int MaxQueryLength = 500;

    public string Name => "memory_search";

    public string Description => "Searches the owner's memory for words. Use it before saying that something is not known.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "query":{"type":"string"},
            "limit":{"type":"integer","minimum":1,"maximum":50}
            """,
            "query"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "query", "limit");
        var query = read.Required("query");
        var limit = read.Number("limit", 10, 1, 50);
        if (query.Length > MaxQueryLength)
        {
            read.Refuse($"the query is longer than {MaxQueryLength} characters");
        }

        return read.Refusal is { } why ? new ToolPlan.Refused(why) : new ToolPlan.Wanted(new ReadMemory("", query, limit));
    }
}
