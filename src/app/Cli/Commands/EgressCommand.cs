using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class EgressCommand
{
    public static Command Create() => new("egress", "What may leave this machine, and what may not.") { EgressExplainCommand.Create() };
}
