using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Stopping;

/// <summary>Takes a stop back.</summary>
/// <param name="Scope">global or thread.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ResumeRequest(string Scope, string? ThreadId = null);
