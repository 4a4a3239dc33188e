using System.Text.Json;
using Gatehouse.Agent.Prompts;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>A tool that is told to the model and is never run by the model port.</summary>
internal sealed class DeclaredTool(PromptTool tool) : AIFunctionDeclaration
{
    public override string Name => tool.Name;

    public override string Description => tool.Description;

    public override JsonElement JsonSchema => tool.Schema;

    public bool? Strict => tool.Strict;
}
