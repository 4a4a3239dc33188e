using System.Text.Json;
using Gatehouse.Agent.Memory;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

internal sealed class MemoryTreeTool : ITool
{
    public string Name => "memory_tree";

    public string Description => "Lists the documents of the owner's memory, all or those of a folder.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "path":{"type":"string","description":"a folder such as projects; left out: everything"}
            """
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "path");
        var folder = MemoryPath.Folder(read.Optional("path"), out var why);
        return (read.Refusal ?? why) is { } refusal
            ? new ToolPlan.Refused(refusal)
            : new ToolPlan.Wanted(new ReadMemory(folder!, "", MemoryPath.MaxListed));
    }
}
