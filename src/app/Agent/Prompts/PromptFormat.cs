using System.Text.Json;

namespace Gatehouse.Agent.Prompts;

/// <summary>The form that the answer must have.</summary>
/// <param name="Name">Of the schema; null asks for any JSON object.</param>
public sealed record PromptFormat(string? Name, string? Description, JsonElement? Schema, bool? Strict)
{
    public static readonly PromptFormat AnyObject = new(null, null, null, null);
}
