using System.Text.Json;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Tools;

/// <summary>Reads headers in the forms that models write: a list of name and value, or an object.</summary>
internal static class HttpHeaders
{
    public static List<HeaderField> Read(ToolArguments read, string name)
    {
        var headers = new List<HeaderField>();
        switch (read.Element(name))
        {
            case null:
                break;
            case { ValueKind: JsonValueKind.Array } list:
                foreach (var item in list.EnumerateArray())
                {
                    Add(item, headers, read);
                }

                break;
            case { ValueKind: JsonValueKind.Object } fields:
                foreach (var field in fields.EnumerateObject())
                {
                    Add(field.Name, field.Value, headers, read);
                }

                break;
            default:
                read.Refuse("headers must be a list of name and value, or an object");
                break;
        }

        return headers;
    }

    private static void Add(JsonElement item, List<HeaderField> headers, ToolArguments read)
    {
        if (
            item.ValueKind == JsonValueKind.Object
            && item.EnumerateObject().All(member => member.Name is "name" or "value")
            && item.TryGetProperty("name", out var name)
            && name.ValueKind == JsonValueKind.String
            && item.TryGetProperty("value", out var value)
        )
        {
            Add(name.GetString()!, value, headers, read);
        }
        else
        {
            read.Refuse("each header needs exactly a name and a value");
        }
    }

    private static void Add(string name, JsonElement value, List<HeaderField> headers, ToolArguments read)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            headers.Add(new HeaderField(name, value.GetString()!));
        }
        else
        {
            read.Refuse("the value of a header must be text");
        }
    }
}
