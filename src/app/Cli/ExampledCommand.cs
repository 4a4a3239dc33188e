using System.CommandLine;

namespace Gatehouse.Cli;

/// <summary>A command whose own help ends with examples, which the list of commands does not repeat.</summary>
internal sealed class ExampledCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;
}
