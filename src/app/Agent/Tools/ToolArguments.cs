using System.Globalization;
using System.Text.Json;

namespace Gatehouse.Agent.Tools;

/// <summary>Reads the arguments of one call. A member that the tool does not know refuses the call: a model that misspells must hear it.</summary>
internal sealed class ToolArguments
{
    private readonly JsonElement _root;
    private readonly string[] _known;

    private ToolArguments(JsonElement root, string[] known) => (_root, _known) = (root, known);

    /// <summary>The first thing that is wrong; null while all is well.</summary>
    public string? Refusal { get; private set; }

    public static ToolArguments Read(JsonElement root, params string[] known)
    {
        var read = new ToolArguments(root, known);
        if (root.ValueKind != JsonValueKind.Object)
        {
            read.Refuse("the arguments must be one JSON object");
        }
        else if (root.EnumerateObject().Any(member => !known.Contains(member.Name)))
        {
            read.Refuse($"there is an unknown argument; this tool knows: {string.Join(", ", known)}");
        }

        return read;
    }

    public string Required(string name)
    {
        var text = Optional(name);
        if (string.IsNullOrWhiteSpace(text))
        {
            Refuse($"the argument {name} is missing");
        }

        return text ?? "";
    }

    public string? Optional(string name)
    {
        if (Element(name) is not { } value)
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return Text(value, name);
            case JsonValueKind.Number:
                return value.GetRawText();
            default:
                Refuse($"the argument {name} must be text");
                return null;
        }
    }

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Optional(name) is not { Length: > 0 } text)
        {
            return otherwise;
        }

        if (
            !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            || number < least
            || number > most
        )
        {
            Refuse($"the argument {name} must be a whole number from {least} to {most}");
            return otherwise;
        }

        return number;
    }

    public bool Flag(string name, bool otherwise)
    {
        switch (Element(name))
        {
            case null:
                return otherwise;
            case { ValueKind: JsonValueKind.True }:
            case { ValueKind: JsonValueKind.String } text when text.ValueEquals("true"):
                return true;
            case { ValueKind: JsonValueKind.False }:
            case { ValueKind: JsonValueKind.String } text when text.ValueEquals("false"):
                return false;
            default:
                Refuse($"the argument {name} must be true or false");
                return otherwise;
        }
    }

    /// <summary>A member as it stands; null when it is absent or null.</summary>
    public JsonElement? Element(string name)
    {
        System.Diagnostics.Debug.Assert(_known.Contains(name), "a tool reads only what it declares");
        return _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
    }

    public void Refuse(string why) => Refusal ??= why;

    private string Text(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate: valid JSON, but no text.
            Refuse($"the argument {name} is not well-formed Unicode");
            return "";
        }
    }
}
