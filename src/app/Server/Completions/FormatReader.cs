using System.Text.Json;
using Gatehouse.Agent.Prompts;

namespace Gatehouse.Server.Completions;

/// <summary>Reads <c>response_format</c>.</summary>
internal static class FormatReader
{
    /// <summary>Null for plain text.</summary>
    public static PromptFormat? Read(Members request)
    {
        if (request.Object("response_format") is not { } format)
        {
            return null;
        }

        format.RefuseOthers("type", "json_schema");
        switch (format.NeedText("type"))
        {
            case "text":
                return null;
            case "json_object":
                return PromptFormat.AnyObject;
            case "json_schema":
                return Schema(format.NeedObject("json_schema"));
            default:
                throw format.Bad("type", "response_format.type must be text, json_object or json_schema.");
        }
    }

    private static PromptFormat Schema(Members schema)
    {
        schema.RefuseOthers("name", "description", "schema", "strict");
        var name = schema.NeedText("name");
        return !ToolReader.IsName(name) ? throw schema.Bad("name", $"{schema.Path("name")} must have 1 to 64 letters, digits, _ or -.")
            : schema.Any("schema") is { ValueKind: JsonValueKind.Object } body
                ? new PromptFormat(name, schema.Text("description"), body.Clone(), schema.Flag("strict"))
            : throw schema.Bad("schema", $"{schema.Path("schema")} must be a JSON schema.");
    }
}
