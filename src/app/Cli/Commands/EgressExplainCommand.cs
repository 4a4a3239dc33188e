using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Explaining;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Egress;
using Gatehouse.Server.Explaining;

namespace Gatehouse.Cli.Commands;

internal static class EgressExplainCommand
{
    public static Command Create()
    {
        var method = new Argument<string?>("METHOD")
        {
            Description = "GET, HEAD, POST, PUT, PATCH, DELETE or CONNECT.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var url = new Argument<string?>("URL") { Description = "The address; for CONNECT host:port.", Arity = ArgumentArity.ZeroOrOne };
        var caller = new Option<string?>("--caller")
        {
            Description = "Who asks: model, web_fetch or http. Default: web_fetch for GET and HEAD, else http.",
        };
        var resolve = new Option<string[]>("--resolve")
        {
            Description = "Go by these addresses instead of the resolver's: NAME=IP[,IP]. Can be repeated.",
        };
        var batch = new Option<bool>("--batch")
        {
            Description = "Read `METHOD URL` lines from standard input, print one JSON line for each.",
        };
        var command = new ExampledCommand(
            "explain",
            """
            Say whether a request would be allowed to leave, and why, without sending it. Needs no running server: it runs the
            server's own parser, policy and address check, with the same settings (LLM_BASE_URL is open to the caller model).
            Exit code 0 for allow and for deny.
            """,
            "gatehouse egress explain GET https://example.com/",
            "gatehouse egress explain GET https://0x7f.1/ --json",
            "gatehouse egress explain POST https://api.example.com/v1 --resolve api.example.com=93.184.215.14",
            "gatehouse egress explain POST http://127.0.0.1:11434/v1/chat/completions --caller model",
            "gatehouse egress explain --batch < urls.txt"
        )
        {
            method,
            url,
            caller,
            resolve,
            batch,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) =>
                RunAsync(
                    cli,
                    new Asked(parsed.GetValue(method), parsed.GetValue(url), parsed.GetValue(caller), parsed.GetValue(batch)),
                    parsed.GetValue(resolve) ?? [],
                    ct
                )
        );
        return command;
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunAsync(CliContext cli, Asked asked, string[] resolve, CancellationToken ct)
    {
        if (asked.Caller is not null && !EgressExplaining.Callers.Contains(asked.Caller))
        {
            throw CliProblem.Usage($"There is no caller {asked.Caller}. Name one of {string.Join(", ", EgressExplaining.Callers)}.");
        }

        if (EgressExplaining.Create(resolve, out var problems) is not { } explaining)
        {
            throw CliProblem.Usage($"This cannot be used:\n  {string.Join("\n  ", problems)}");
        }

        if (asked.Batch)
        {
            if (asked.Method is not null)
            {
                throw CliProblem.Usage("--batch reads methods and addresses from standard input; leave out METHOD and URL.");
            }

            await EgressBatch.RunAsync(explaining, asked.Caller, Console.OpenStandardInput(), Console.OpenStandardOutput(), ct);
            return ExitCode.Ok;
        }

        if (asked is not { Method: { } method, Url: { } url })
        {
            throw CliProblem.Usage("Name a method and an address, as in `gatehouse egress explain GET https://example.com/`.");
        }

        var explanation = await explaining.ExplainAsync(method, url, asked.Caller, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(explanation, GatehouseJson.Default.EgressExplanation));
        }
        else
        {
            Print(cli.Terminal, explanation);
        }

        return ExitCode.Ok;
    }

    private static void Print(Terminal terminal, EgressExplanation explanation)
    {
        if (explanation.Decision == "allow")
        {
            terminal.Good($"allow  {explanation.Reason}");
        }
        else
        {
            terminal.Bad($"deny  {explanation.Reason}");
        }

        terminal.Pairs(
            ("  target", explanation.Target ?? "none: it does not parse"),
            (
                "  addresses",
                explanation.Addresses.Count == 0
                    ? "none"
                    : string.Join(", ", explanation.Addresses.Select(address => $"{address.Ip} ({address.Class})"))
            ),
            ("  rules", string.Join(", ", explanation.RulesTried))
        );
    }

    private sealed record Asked(string? Method, string? Url, string? Caller, bool Batch);
}
