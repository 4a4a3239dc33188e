using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

internal sealed class TimeTool : ITool
{
    private static readonly string[] Known =
    [
        "operation",
        "input",
        "timestamp",
        "timestamp2",
        "timezone",
        "from_timezone",
        "to_timezone",
        "format",
        "format_string",
    ];

    private static readonly string[] Operations = ["now", "parse", "convert", "format", "diff"];

    public string Name => "time";

    public string Description =>
        "The current time, or calculations with times: now, parse (input), convert (timestamp, to_timezone), "
        + "format (timestamp, format_string), diff (timestamp, timestamp2).";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "operation":{"type":"string","enum":["now","parse","convert","format","diff"]},
            "input":{"type":"string","description":"a time as text, for parse"},
            "timestamp":{"type":"string","description":"RFC 3339 or Unix seconds"},
            "timestamp2":{"type":"string"},
            "timezone":{"type":"string","description":"IANA name such as Europe/Berlin"},
            "from_timezone":{"type":"string"},
            "to_timezone":{"type":"string"},
            "format":{"type":"string"},
            "format_string":{"type":"string","description":".NET format such as yyyy-MM-dd HH:mm"}
            """,
            "operation"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, Known);
        var operation = read.Required("operation");
        if (!Operations.Contains(operation))
        {
            read.Refuse($"the operation must be one of: {string.Join(", ", Operations)}");
        }

        var wanted = new JsonObject();
        foreach (var name in Known)
        {
            if (read.Optional(name) is { } value)
            {
                wanted[name] = value;
            }
        }

        wanted["timezone"] ??= snapshot.Zone.Id;
        return read.Refusal is { } why ? new ToolPlan.Refused(why) : new ToolPlan.Wanted(new Compute("time", wanted.ToJsonString()));
    }
}
