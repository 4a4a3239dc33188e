using System.Text;
using System.Text.Json;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Tools;

/// <summary>The seed's <c>http</c> tool: one request, exactly as planned. HTTPS only; whether it may go out is the Gate's to say.</summary>
internal sealed class HttpTool : ITool
{
    public string Name => "http";

    public string Description =>
        "Sends one HTTPS request as composed and gives status, headers and body. The owner is asked each time, so use web_fetch to read pages.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "url":{"type":"string","description":"https://…"},
            "method":{"type":"string","enum":["GET","HEAD","POST","PUT","PATCH","DELETE"]},
            "headers":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"value":{"type":"string"}},"required":["name","value"]}},
            "body":{"type":"string"}
            """,
            "url"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "url", "method", "headers", "body");
        var url = read.Required("url");
        var method = WebMethods.Parse((read.Optional("method") ?? "GET").ToUpperInvariant());
        if (method is null)
        {
            read.Refuse("the method must be one of GET, HEAD, POST, PUT, PATCH, DELETE");
        }

        var headers = HttpHeaders.Read(read, "headers");
        var body = Body(read, headers);
        if (read.Refusal is { } wrong)
        {
            return new ToolPlan.Refused(wrong);
        }

        if (!RequestTarget.TryParse(url, out var target, out var why))
        {
            return new ToolPlan.Refused(TargetRejectionText.Describe(why).TrimEnd('.'));
        }

        return HttpRequest.TryCreate(method!.Value, target, [.. headers], body, out var refusal) is { } request
            ? new ToolPlan.Wanted(request)
            : new ToolPlan.Refused(refusal!);
    }

    /// <summary>Text is sent as UTF-8; an object or list is sent as the JSON it is, and says so in a header that the card shows.</summary>
    private static byte[] Body(ToolArguments read, List<HeaderField> headers)
    {
        if (read.Element("body") is not { } body)
        {
            return [];
        }

        if (body.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return Encoding.UTF8.GetBytes(read.Optional("body") ?? "");
        }

        if (!headers.Exists(header => header.Name.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new HeaderField("Content-Type", "application/json"));
        }

        return Encoding.UTF8.GetBytes(body.GetRawText());
    }
}
