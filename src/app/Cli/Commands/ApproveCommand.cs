using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class ApproveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Such as A12; `gatehouse approvals` lists them." };
        var always = new Option<bool>("--always")
        {
            Description = "Also from now on: this method, host, port and path, with any query and body.",
        };
        var command = new ExampledCommand(
            "approve",
            "Say yes to one effect, once, for exactly the bytes shown.",
            "gatehouse approve A12",
            "gatehouse approve A12 --always"
        )
        {
            name,
            always,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                OwnerAnswer.GiveAsync(
                    cli,
                    parsed.GetRequiredValue(name),
                    parsed.GetValue(always) ? "always" : "approve",
                    reason: null,
                    "is approved and runs now; `gatehouse ledger show` tells how it ends.",
                    ct
                )
        );
        return command;
    }
}
