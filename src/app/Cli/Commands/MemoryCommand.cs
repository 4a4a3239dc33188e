using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class MemoryCommand
{
    public static Command Create() =>
        new ExampledCommand(
            "memory",
            "What the assistant remembers for you: look, search, write, delete.",
            "gatehouse memory tree",
            "gatehouse memory search invoice",
            "gatehouse memory read MEMORY.md"
        )
        {
            MemoryTreeCommand.Create(),
            MemorySearchCommand.Create(),
            MemoryReadCommand.Create(),
            MemoryWriteCommand.Create(),
            MemoryDeleteCommand.Create(),
        };
}
