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
        var seen = new Option<string?>("--seen")
        {
            Description = "The card's digest, for one with a part that is too long or binary to be shown on it: says that you looked.",
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
            seen,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                RunAsync(cli, parsed.GetRequiredValue(name).ToUpperInvariant(), parsed.GetValue(always), parsed.GetValue(seen), ct)
        );
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string name, bool always, string? seen, CancellationToken ct)
    {
        await OmittedParts.RequireSeenAsync(cli, name, seen, ct);
        return await OwnerAnswer.GiveAsync(
            cli,
            name,
            always ? "always" : "approve",
            reason: null,
            "is approved and runs now; `gatehouse ledger show` tells how it ends.",
            ct
        );
    }
}
