using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version of this program.");
        command.SetAction(_ => Console.WriteLine(typeof(VersionCommand).Assembly.GetName().Version?.ToString(3)));
        return command;
    }
}
