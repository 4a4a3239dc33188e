using System.Text.Json.Nodes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

/// <summary>What a call of a built-in tool would want of the Gate, planned by the tool itself. For explaining; nothing is asked for.</summary>
public static class PlannedCall
{
    /// <returns>Null with the tool's reason when it would refuse the call.</returns>
    public static Effect? Of(string tool, JsonObject arguments, DateTimeOffset now, out string? refusal)
    {
        var plan = ToolCatalog.BuiltIn.Plan(tool, arguments.ToJsonString(), new PlanSnapshot(now, TimeZoneInfo.Utc));
        refusal = (plan as ToolPlan.Refused)?.Reason;
        return (plan as ToolPlan.Wanted)?.Effect;
    }
}
