using System.Text.Json;

namespace Gatehouse.Server.Completions;

/// <summary>Reads the members of one object of a request. One that is null counts as not sent.</summary>
/// <param name="path">Of the object in the request, with a point at its end; empty for the request itself.</param>
internal sealed class Members(JsonElement json, string path)
{
    public const string Unsupported = "unsupported_parameter";

    /// <summary>Longest name that is repeated to the client, who made it up.</summary>
    private const int MaxShown = 64;

    /// <summary>Refuses what has a name that is not among these.</summary>
    public void RefuseOthers(params string[] known)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && !known.Contains(member.Name, StringComparer.Ordinal))
            {
                var shown = member.Name.Length <= MaxShown ? member.Name : member.Name[..MaxShown] + "…";
                throw Bad(
                    shown,
                    $"{path}{shown} is unknown here or not supported, and it might change the answer. Leave it out.",
                    Unsupported
                );
            }
        }
    }

    public string Path(string name) => path + name;

    public JsonElement? Any(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name) =>
        Any(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Bad(name, $"{path}{name} must be a text.");

    public string NeedText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw Bad(name, $"{path}{name} is missing or empty.");

    public bool? Flag(string name) =>
        Any(name)?.ValueKind switch
        {
            null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Bad(name, $"{path}{name} must be true or false."),
        };

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public float? Number(string name, float least, float most) =>
        Any(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && number >= least && number <= most ? number
        : throw Bad(name, $"{path}{name} must be a number from {least} to {most}.");

    /// <inheritdoc cref="Number"/>
    public long? Integer(string name, long least, long most) =>
        Any(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= most ? number
        : throw Bad(name, $"{path}{name} must be {(least == most ? $"{least}" : $"a whole number from {least} to {most}")}.");

    public Members? Object(string name) =>
        Any(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Object ? new Members(value, $"{path}{name}.")
        : throw Bad(name, $"{path}{name} must be an object.");

    public Members NeedObject(string name) => Object(name) ?? throw Bad(name, $"{path}{name} is missing.");

    /// <summary>The objects of a list; empty when it was not sent.</summary>
    public IReadOnlyList<Members> Objects(string name, int most)
    {
        if (Any(name) is not { } list)
        {
            return [];
        }

        return list.ValueKind != JsonValueKind.Array ? throw Bad(name, $"{path}{name} must be a list.")
            : list.GetArrayLength() > most ? throw Bad(name, $"{path}{name} may have {most} entries.")
            : [.. list.EnumerateArray().Select((entry, index) => Entry(entry, $"{name}[{index}]"))];
    }

    public BadCompletionException Bad(string name, string message, string? code = null) => new(message, path + name, code);

    private Members Entry(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object
            ? new Members(entry, $"{path}{name}.")
            : throw Bad(name, $"{path}{name} must be an object.");
}
