using System.Text.Json.Nodes;

namespace Gatehouse.Agent.Models.Commands;

/// <summary>What a text tells a keyless model to do. Closed.</summary>
internal abstract record ModelCommand
{
    private ModelCommand() { }

    /// <summary>Calls a tool.</summary>
    public sealed record Call(string Tool, JsonObject Arguments) : ModelCommand
    {
        public string ArgumentText => Arguments.ToJsonString();
    }

    /// <summary>A verb that is known, for something that is not there yet.</summary>
    public sealed record NotYet(string Verb) : ModelCommand;

    /// <summary>A known verb without what it needs.</summary>
    public sealed record Incomplete(string Usage) : ModelCommand;
}
