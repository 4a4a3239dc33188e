using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class DenyCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Such as A12; `gatehouse approvals` lists them." };
        var reason = new Option<string?>("--reason") { Description = "Told to the assistant." };
        var command = new ExampledCommand("deny", "Say no to one effect.", "gatehouse deny A12 --reason \"wrong address\"")
        {
            name,
            reason,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                OwnerAnswer.GiveAsync(cli, parsed.GetRequiredValue(name), "deny", parsed.GetValue(reason), "is denied.", ct)
        );
        return command;
    }
}
