using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>Something untrusted that a turn has seen.</summary>
/// <param name="Signals">What in it looks like an attempt to steer the assistant; left out when nothing does.</param>
public sealed record TaintView(
    string Source,
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Signals = null
);
