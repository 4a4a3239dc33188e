using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Grants;

namespace Gatehouse.Cli.Commands;

internal static class GrantsCommand
{
    public static Command Create()
    {
        var list = new ExampledCommand("list", "Show what is always allowed, with the id of each.", "gatehouse grants list --json");
        var id = new Argument<string>("id") { Description = "As `gatehouse grants` shows it." };
        var revoke = new ExampledCommand("revoke", "Take one back: the next such request asks again.", "gatehouse grants revoke ID") { id };
        var command = new ExampledCommand(
            "grants",
            "What you allowed once and for all with \"always\".",
            "gatehouse grants",
            "gatehouse grants revoke ID"
        )
        {
            list,
            revoke,
        };
        CliContext.Handle(command, ListAsync);
        CliContext.Handle(list, ListAsync);
        CliContext.Handle(revoke, (parsed, cli, ct) => RevokeAsync(cli, parsed.GetRequiredValue(id), ct));
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CliContext cli, CancellationToken ct) =>
        cli.Show(await cli.Server.GetAsync("api/grants", GatehouseJson.Default.GrantList, ct), list => Print(cli.Terminal, list));

    private static async Task<int> RevokeAsync(CliContext cli, string id, CancellationToken ct)
    {
        var left = await cli.Server.PostAsync(
            "api/grants/revoke",
            new RevokeRequest(id),
            GatehouseJson.Default.RevokeRequest,
            GatehouseJson.Default.GrantList,
            ct
        );
        return cli.Show(
            left,
            list =>
            {
                cli.Terminal.Good($"{id} is revoked. What is left:");
                Print(cli.Terminal, list);
            }
        );
    }

    private static void Print(Terminal terminal, GrantList list)
    {
        if (list.Grants.Count == 0)
        {
            terminal.Line("Nothing is always allowed: every request asks.");
        }

        foreach (var grant in list.Grants)
        {
            var until = grant.Expires is { } end ? $", {(grant.Expired ? "expired" : "until")} {end:yyyy-MM-dd HH:mm} UTC" : "";
            terminal.Line($"{grant.Id}  {grant.Line}, since {grant.Since:yyyy-MM-dd HH:mm} UTC{until}");
        }
    }
}
