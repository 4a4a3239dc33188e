using System.Text.Json;
using Gatehouse.Agent.Memory;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

internal sealed class MemoryWriteTool : ITool
{
    public string Name => "memory_write";

    public string Description => "Keeps a text in the owner's memory: in today's log, or in the document that target names.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "content":{"type":"string"},
            "target":{"type":"string","description":"memory, daily_log (default), heartbeat, bootstrap, or a path such as projects/garden.md"},
            "path":{"type":"string","description":"the same as target"},
            "append":{"type":"boolean","description":"true (default) adds, false replaces the document"}
            """,
            "content"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "content", "target", "path", "append");
        var content = read.Required("content");
        var target = read.Optional("target") ?? read.Optional("path");
        var append = read.Flag("append", true);
        if (content.Length > MemoryPath.MaxContentLength)
        {
            read.Refuse($"the content is longer than {MemoryPath.MaxContentLength} characters");
        }

        var path = MemoryPath.Resolve(target, TimeZoneInfo.ConvertTime(snapshot.Now, snapshot.Zone), out var why);
        return (read.Refusal ?? why) is { } refusal
            ? new ToolPlan.Refused(refusal)
            : new ToolPlan.Wanted(new WriteMemory(path!.Value, content, append));
    }
}
