using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Tokens;

namespace Gatehouse.Cli.Commands;

internal static class TokensCommand
{
    public static Command Create()
    {
        var list = new ExampledCommand("list", "Show the tokens of programs, with the id of each.", "gatehouse tokens list --json");
        var id = new Argument<string>("id") { Description = "As `gatehouse tokens` shows it." };
        var revoke = new ExampledCommand(
            "revoke",
            "Take a token back. What its program has under way ends at once.",
            "gatehouse tokens revoke ID"
        )
        {
            id,
        };
        var command = new ExampledCommand(
            "tokens",
            "Tokens for programs, each good for one part of the API. `gatehouse token` is the one that opens everything.",
            "gatehouse tokens",
            "gatehouse tokens create --scope chat --name editor --expires 30d"
        )
        {
            Making(),
            list,
            revoke,
        };
        CliContext.Handle(command, ListAsync);
        CliContext.Handle(list, ListAsync);
        CliContext.Handle(revoke, (parsed, cli, ct) => RevokeAsync(cli, parsed.GetRequiredValue(id), ct));
        return command;
    }

    private static ExampledCommand Making()
    {
        var scope = new Option<string>("--scope")
        {
            Description = "What it opens. chat: POST /v1/chat/completions and GET /v1/models, and nothing else.",
            Required = true,
        };
        var name = new Option<string?>("--name") { Description = "What you call it, to know it again in the list." };
        var expires = new Option<string?>("--expires") { Description = "How long it is good, such as 1h, 1d or 30d. Default: no end." };
        var create = new ExampledCommand(
            "create",
            "Make a token and print it. It is shown this once: only its hash is kept.",
            "gatehouse tokens create --scope chat --name editor --expires 30d",
            "OPENAI_BASE_URL=http://127.0.0.1:3000/v1 OPENAI_API_KEY=$(gatehouse tokens create --scope chat) my-program"
        )
        {
            scope,
            name,
            expires,
        };
        CliContext.Handle(
            create,
            (parsed, cli, ct) =>
                CreateAsync(
                    cli,
                    new CreateTokenRequest(parsed.GetRequiredValue(scope), parsed.GetValue(name), parsed.GetValue(expires)),
                    ct
                )
        );
        return create;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CliContext cli, CancellationToken ct) =>
        cli.Show(await cli.Server.GetAsync("api/tokens", GatehouseJson.Default.ScopedTokenList, ct), list => Print(cli.Terminal, list));

    private static async Task<int> CreateAsync(CliContext cli, CreateTokenRequest request, CancellationToken ct)
    {
        var made = await cli.Server.PostAsync(
            "api/tokens",
            request,
            GatehouseJson.Default.CreateTokenRequest,
            GatehouseJson.Default.CreatedToken,
            ct
        );
        // The token alone on standard output, so that a script can take it.
        cli.Terminal.Output.WriteLine(cli.Json ? made.Text : made.Value.Token);
        if (!cli.Json)
        {
            cli.Terminal.Error($"this token is shown once. Take it back with: gatehouse tokens revoke {made.Value.Id}");
        }

        return ExitCode.Ok;
    }

    private static async Task<int> RevokeAsync(CliContext cli, string id, CancellationToken ct)
    {
        var path = $"api/tokens/{Uri.EscapeDataString(id)}";
        return cli.Show(
            await cli.Server.DeleteAsync(path, GatehouseJson.Default.ScopedTokenList, ct),
            list =>
            {
                cli.Terminal.Good($"{id} is taken back. What is left:");
                Print(cli.Terminal, list);
            }
        );
    }

    private static void Print(Terminal terminal, ScopedTokenList list)
    {
        if (list.Tokens.Count == 0)
        {
            terminal.Line("No program has a token. `gatehouse tokens create --scope chat` makes one.");
        }

        foreach (var token in list.Tokens)
        {
            var used = token.LastUsed is { } last ? $"last used {last:yyyy-MM-dd HH:mm} UTC" : "never used";
            var until = token.Expires is { } end ? $", {(token.Expired ? "expired" : "until")} {end:yyyy-MM-dd HH:mm} UTC" : "";
            var name = token.Name.Length > 0 ? $" {token.Name}," : "";
            terminal.Line($"{token.Id}  {token.Scope},{name} {used}, since {token.Created:yyyy-MM-dd HH:mm} UTC{until}");
        }
    }
}
