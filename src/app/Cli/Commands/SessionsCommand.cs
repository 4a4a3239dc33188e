using System.CommandLine;
using System.CommandLine.Parsing;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Sessions;

namespace Gatehouse.Cli.Commands;

internal static class SessionsCommand
{
    public static Command Create()
    {
        var list = new ExampledCommand(
            "list",
            "Show the browsers that are signed in, with the id of each.",
            "gatehouse sessions list --json"
        );
        var id = new Argument<string?>("id") { Description = "As `gatehouse sessions` shows it.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every browser." };
        var revoke = new ExampledCommand(
            "revoke",
            "Sign a browser out. What it has open ends at once.",
            "gatehouse sessions revoke ID",
            "gatehouse sessions revoke --all"
        )
        {
            id,
            all,
        };
        revoke.Validators.Add(result => RefuseBoth(result, id, all));
        var command = new ExampledCommand(
            "sessions",
            "Browsers that are signed in with a login link.",
            "gatehouse sessions",
            "gatehouse sessions revoke --all"
        )
        {
            list,
            revoke,
        };
        CliContext.Handle(command, ListAsync);
        CliContext.Handle(list, ListAsync);
        CliContext.Handle(revoke, (parsed, cli, ct) => RevokeAsync(cli, parsed.GetValue(id), ct));
        return command;
    }

    private static void RefuseBoth(CommandResult result, Argument<string?> id, Option<bool> all)
    {
        if (result.GetValue(all) == (result.GetValue(id) is not null))
        {
            result.AddError("Give the id of one session, or --all.");
        }
    }

    private static async Task<int> ListAsync(ParseResult parsed, CliContext cli, CancellationToken ct) =>
        cli.Show(await cli.Server.GetAsync("api/sessions", GatehouseJson.Default.SessionList, ct), list => Print(cli.Terminal, list));

    private static async Task<int> RevokeAsync(CliContext cli, string? id, CancellationToken ct)
    {
        var left = await cli.Server.PostAsync(
            "api/sessions/revoke",
            new RevokeSessionsRequest(id, All: id is null),
            GatehouseJson.Default.RevokeSessionsRequest,
            GatehouseJson.Default.SessionList,
            ct
        );
        return cli.Show(
            left,
            list =>
            {
                cli.Terminal.Good(id is null ? "Every browser is signed out." : $"{id} is signed out. What is left:");
                Print(cli.Terminal, list);
            }
        );
    }

    private static void Print(Terminal terminal, SessionList list)
    {
        if (list.Sessions.Count == 0)
        {
            terminal.Line("No browser is signed in. `gatehouse login` makes a link.");
        }

        foreach (var session in list.Sessions)
        {
            terminal.Line($"{session.Id}  last seen {session.LastSeen:yyyy-MM-dd HH:mm} UTC, since {session.Created:yyyy-MM-dd HH:mm} UTC");
            terminal.Line($"  {(session.UserAgent.Length == 0 ? "a browser that does not say its name" : session.UserAgent)}");
        }
    }
}
