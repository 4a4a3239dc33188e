using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class LeaksCommand
{
    public static Command Create() => new("leaks", "Keys and passwords in a text.") { LeaksScanCommand.Create() };
}
