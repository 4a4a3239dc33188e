using System.CommandLine;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

internal static class TokenCommand
{
    public static Command Create()
    {
        var show = new ExampledCommand(
            "show",
            "Print the token of the running server: it opens everything. Unset GATEWAY_AUTH_TOKEN makes a new one at each start.",
            "curl -H \"Authorization: Bearer $(gatehouse token show)\" http://127.0.0.1:3000/api/gateway/status"
        );
        var rotate = new ExampledCommand(
            "rotate",
            "Make a new token and print it. The old one is dead at once, and so is every connection that it opened.",
            "gatehouse token rotate >/dev/null"
        );
        CliContext.Handle(show, ShowAsync);
        CliContext.Handle(rotate, RotateAsync);
        return new Command("token", "The bearer token for programs.") { show, rotate };
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var token = await cli.Server.GetAsync("control/token", GatehouseJson.Default.TokenView, ct);
        cli.Terminal.Output.WriteLine(cli.Json ? token.Text : token.Value.Token);
        return ExitCode.Ok;
    }

    private static async Task<int> RotateAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var rotated = await cli.Server.PostAsync("control/token/rotate", GatehouseJson.Default.RotatedToken, ct);
        cli.Terminal.Output.WriteLine(cli.Json ? rotated.Text : rotated.Value.Token);
        cli.Terminal.Error($"the old token is dead; {rotated.Value.Cut} open connections of it were ended.");
        if (rotated.Value.SettingHoldsOld)
        {
            cli.Terminal.Error("GATEWAY_AUTH_TOKEN still holds a token that opens again after a restart: change or unset it.");
        }

        return ExitCode.Ok;
    }
}
