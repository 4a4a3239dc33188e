using System.Text.Json.Nodes;

namespace Gatehouse.Server.Surface;

/// <summary>What a route says of its body when its handler reads it itself.</summary>
internal sealed record BodySchema(Func<JsonObject> Write);
