using System.Text.Json;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>What came back of a request to a server that may die at any moment.</summary>
/// <param name="Json">Default where no body came, or only a part of it.</param>
internal sealed record Answer(Fate Fate, JsonElement Json)
{
    /// <summary>A member of the body; null where no body came.</summary>
    public string? Text(string member) => Json.ValueKind == JsonValueKind.Object ? Json.Text(member) : null;
}
