using System.Text.Json;

namespace Gatehouse.FrontDoor.Tests;

/// <summary>Reads turns, approvals and ledger entries as the API gives them.</summary>
internal static class Turns
{
    public static string Text(this JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    public static string Response(this JsonElement turn) => turn.Text("response");

    public static string EndReason(this JsonElement turn) => turn.Text("end_reason");

    public static IReadOnlyList<JsonElement> Calls(this JsonElement turn) => [.. turn.GetProperty("tool_calls").EnumerateArray()];

    /// <summary>Name to value of all rows of a card, in order.</summary>
    public static IReadOnlyList<(string Name, string Value, string Style)> Fields(this JsonElement approval) =>
        [
            .. approval
                .GetProperty("fields")
                .EnumerateArray()
                .Select(field => (field.Text("name"), field.Text("value"), field.Text("style"))),
        ];

    public static IReadOnlyList<string> Kinds(this IEnumerable<JsonElement> entries) => [.. entries.Select(entry => entry.Text("kind"))];
}
