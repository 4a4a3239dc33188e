using System.Text.Json;
using Gatehouse.Agent.Memory;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

internal sealed class MemoryDeleteTool : ITool
{
    public string Name => "memory_delete";

    public string Description => "Deletes one document of the owner's memory for good, by its path. The owner is asked each time.";

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
        return path is null ? new ToolPlan.Refused(why!) : new ToolPlan.Wanted(new DeleteMemory(path.Value));
    }
}
