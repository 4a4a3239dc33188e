using System.Text.Json;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Tools;

internal sealed class WebFetchTool : ITool
{
    public const string ToolName = "web_fetch";

    public string Name => ToolName;

    public string Description =>
        "Reads one public web page (GET) and gives its text with links. Copy addresses exactly as they stand; redirects are not followed.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "url":{"type":"string","description":"https://…"}
            """,
            "url"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "url");
        var url = read.Required("url");
        if (read.Refusal is { } wrong)
        {
            return new ToolPlan.Refused(wrong);
        }

        return RequestTarget.TryParse(url, out var target, out var why)
            ? new ToolPlan.Wanted(new FetchPage(target))
            : new ToolPlan.Refused(TargetRejectionText.Describe(why).TrimEnd('.'));
    }
}
