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
        CliContext.Handle(show, ShowAsync);
        return new Command("token", "The bearer token for programs.") { show };
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var token = await cli.Server.GetAsync("control/token", GatehouseJson.Default.TokenView, ct);
        cli.Terminal.Output.WriteLine(cli.Json ? token.Text : token.Value.Token);
        return ExitCode.Ok;
    }
}
