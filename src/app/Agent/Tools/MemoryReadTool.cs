using System.Text.Json;
using Gatehouse.Agent.Memory;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

internal sealed class MemoryReadTool : ITool
{
    public string Name => "memory_read";

    public string Description => "Reads one document of the owner's memory by its path.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "path":{"type":"string"}
            """,
            "path"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "path");
        var text = read.Required("path");
        if (read.Refusal is { } wrong)
        {
            return new ToolPlan.Refused(wrong);
        }

        var path = MemoryPath.Resolve(text, TimeZoneInfo.ConvertTime(snapshot.Now, snapshot.Zone), out var why);
        return path is null ? new ToolPlan.Refused(why!) : new ToolPlan.Wanted(new ReadMemory(path.Value, "", 1));
    }
}
