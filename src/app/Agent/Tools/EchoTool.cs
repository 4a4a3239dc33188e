using System.Text.Json;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

internal sealed class EchoTool : ITool
{
    public string Name => "echo";

    public string Description => "Gives a message back unchanged. For testing.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "message":{"type":"string"}
            """,
            "message"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "message");
        var message = read.Required("message");
        return read.Refusal is { } why ? new ToolPlan.Refused(why) : new ToolPlan.Wanted(new Compute("echo", message));
    }
}
