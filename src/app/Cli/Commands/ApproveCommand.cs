using System.CommandLine;
using Gatehouse.Contracts.Approvals;

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
        var life = new Option<string?>("--for")
        {
            Description = "With --always: only for so long, such as 1h, 1d or 30d. Default: until you revoke it.",
        };
        var seen = new Option<string?>("--seen")
        {
            Description = "The card's digest, for one with a part that is too long or binary to be shown on it: says that you looked.",
        };
        var command = new ExampledCommand(
            "approve",
            "Say yes to one effect, once, for exactly the bytes shown.",
            "gatehouse approve A12",
            "gatehouse approve A12 --always",
            "gatehouse approve A12 --always --for 1d"
        )
        {
            name,
            always,
            life,
            seen,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                RunAsync(
                    cli,
                    parsed.GetRequiredValue(name).ToUpperInvariant(),
                    parsed.GetValue(always),
                    parsed.GetValue(life),
                    parsed.GetValue(seen),
                    ct
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string name, bool always, string? life, string? seen, CancellationToken ct)
    {
        if (life is not null && !always)
        {
            throw new CliProblem(ExitCode.Usage, "--for goes with --always: a single approval counts once.");
        }

        await OmittedParts.RequireSeenAsync(cli, name, seen, ct);
        return await OwnerAnswer.GiveAsync(
            cli,
            new ApprovalRequest(name, always ? "always" : "approve", ExpiresIn: life),
            "is approved and runs now; `gatehouse ledger show` tells how it ends.",
            ct
        );
    }
}
