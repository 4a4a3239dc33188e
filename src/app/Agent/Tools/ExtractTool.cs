using System.Collections.Immutable;
using System.Text.Json;
using Gatehouse.Agent.Memory;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Agent.Tools;

/// <summary>Plans a look at a text that the conversation itself never sees.</summary>
internal sealed class ExtractTool : ITool
{
    public const string ToolName = "extract";

    public string Name => ToolName;

    public string Description =>
        "Reads a web page (url) or a memory document (path) apart from this conversation and gives back one value of the type asked for. "
        + "Use it instead of web_fetch when one fact is enough: the conversation stays free of untrusted text, so less has to be asked. An address (url) counts as untrusted text.";

    public JsonElement Schema { get; } =
        ToolSchema.Of(
            """
            "url":{"type":"string","description":"https://…; or give path"},
            "path":{"type":"string","description":"a memory document; or give url"},
            "question":{"type":"string","description":"what to look for, for a reader who knows nothing else"},
            "type":{"type":"string","enum":["enum","number","date","url","boolean"]},
            "options":{"type":"array","items":{"type":"string"},"description":"for enum: 2 to 16 possible answers of at most 40 characters"}
            """,
            "question",
            "type"
        );

    public ToolPlan Plan(JsonElement args, PlanSnapshot snapshot)
    {
        var read = ToolArguments.Read(args, "url", "path", "question", "type", "options");
        var question = read.Required("question");
        var type = AnswerTypes.Parse(read.Required("type"));
        if (type is null)
        {
            read.Refuse("the type must be one of: enum, number, date, url, boolean");
        }

        var target = Target(read);
        var path = Path(read, snapshot);
        var options = Options(read);
        if (read.Refusal is { } wrong)
        {
            return new ToolPlan.Refused(wrong);
        }

        return ExtractValue.TryCreate(target, path, question, type!.Value, options, out var refusal) is { } extract
            ? new ToolPlan.Wanted(extract)
            : new ToolPlan.Refused(refusal!);
    }

    private static RequestTarget? Target(ToolArguments read)
    {
        if (read.Optional("url") is not { Length: > 0 } url)
        {
            return null;
        }

        if (!RequestTarget.TryParse(url, out var target, out var why))
        {
            read.Refuse(TargetRejectionText.Describe(why).TrimEnd('.'));
        }

        return target;
    }

    private static string Path(ToolArguments read, PlanSnapshot snapshot)
    {
        if (read.Optional("path") is not { Length: > 0 } text)
        {
            return "";
        }

        var path = MemoryPath.Resolve(text, TimeZoneInfo.ConvertTime(snapshot.Now, snapshot.Zone), out var why);
        if (path is null)
        {
            read.Refuse(why!);
        }

        return path?.Value ?? "";
    }

    private static ImmutableArray<string> Options(ToolArguments read)
    {
        if (read.Element("options") is not { } list)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(option => option.ValueKind != JsonValueKind.String))
        {
            read.Refuse("the argument options must be a list of texts");
            return [];
        }

        // The effect refuses what is too many or too long; one over the limit is enough to be seen by it.
        return [.. list.EnumerateArray().Take(ExtractValue.MaxOptions + 1).Select(option => option.GetString()!)];
    }
}
