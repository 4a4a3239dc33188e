using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Grants;
using Gatehouse.Contracts.Policy;
using Gatehouse.Server.Explaining;

namespace Gatehouse.Cli.Commands;

internal static class PolicyExplainCommand
{
    public static Command Create()
    {
        var effect = new Argument<string>("effect")
        {
            Description = "Such as http, web_fetch, memory_delete, model; or job, mcp, message.",
        };
        var words = new Argument<string[]>("arguments")
        {
            Description = "What it needs: an address, a path.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var tainted = new Option<string?>("--tainted")
        {
            Description = "Suppose untrusted text in the conversation, from this source.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var isPrivate = new Option<bool>("--private") { Description = "Suppose private rows; with --tainted, that the text is private." };
        var copied = new Option<bool>("--copied") { Description = "Suppose that the address stands in what you wrote." };
        var caller = new Option<string>("--as") { Description = "owner or assistant (default).", DefaultValueFactory = _ => "assistant" };
        caller.AcceptOnlyFromAmong("owner", "assistant");
        var preset = PolicyPresetInForce.Option();
        var grants = new Option<bool>("--grants") { Description = "Look at the running server's standing grants too." };
        var command = new ExampledCommand(
            "explain",
            "Say what the policy would decide of one effect, why, and what would change it. Nothing is asked for; no server is needed.",
            "gatehouse policy explain http POST https://api.example.com/x --grants",
            "gatehouse policy explain web_fetch https://example.com/?q=1 --tainted",
            "gatehouse policy explain memory_write notes/a.md --tainted \"web_fetch https://example.com/\" --preset strict",
            "gatehouse policy explain memory_delete notes/a.md --as owner --json",
            "gatehouse policy explain model"
        )
        {
            effect,
            words,
            tainted,
            isPrivate,
            copied,
            caller,
            preset,
            grants,
        };
        CliContext.Handle(
            command,
            async (parsed, cli, ct) =>
            {
                var (name, from) = await PolicyPresetInForce.FindAsync(cli, parsed.GetValue(preset), ct);
                var source = parsed.GetResult(tainted) is null ? null : parsed.GetValue(tainted) ?? "web_fetch https://example.com/";
                var granted = parsed.GetValue(grants) ? await GrantsAsync(cli, ct) : null;
                return Run(
                    cli,
                    parsed.GetRequiredValue(effect),
                    parsed.GetValue(words) ?? [],
                    (source, parsed.GetValue(isPrivate), parsed.GetValue(copied), parsed.GetValue(caller) == "owner"),
                    (name, from),
                    granted
                );
            }
        );
        return command;
    }

    private static int Run(
        CliContext cli,
        string effect,
        string[] words,
        (string? Tainted, bool Private, bool Copied, bool AsOwner) supposed,
        (string? Name, string From) preset,
        IReadOnlyList<GrantView>? grants
    )
    {
        var found = Explain(effect, words, supposed, preset, grants);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(found, GatehouseJson.Default.PolicyExplanation));
        }
        else
        {
            Print(cli.Terminal, found);
        }

        return ExitCode.Ok;
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyExplanation Explain(
        string effect,
        string[] words,
        (string? Tainted, bool Private, bool Copied, bool AsOwner) supposed,
        (string? Name, string From) preset,
        IReadOnlyList<GrantView>? grants
    )
    {
        try
        {
            var (tainted, isPrivate, copied, asOwner) = supposed;
            return PolicyExplainer.Explain(
                new PolicyQuestion(effect, words, tainted, isPrivate, copied, asOwner, preset.Name, preset.From, grants),
                TimeProvider.System
            );
        }
        catch (NotExplainableException problem)
        {
            throw new CliProblem(ExitCode.Usage, problem.Message);
        }
    }

    /// <returns>Null when no server runs: then there is nobody who would know.</returns>
    private static async Task<IReadOnlyList<GrantView>?> GrantsAsync(CliContext cli, CancellationToken ct)
    {
        try
        {
            return (await cli.Server.GetAsync("api/grants", GatehouseJson.Default.GrantList, ct)).Value.Grants;
        }
        catch (CliProblem none) when (none.ExitCode == ExitCode.NotRunning)
        {
            cli.Terminal.Error("no server is running, so standing grants were not looked at.");
            return null;
        }
    }

    private static void Print(Terminal terminal, PolicyExplanation found)
    {
        var row = found.Row is { } number ? $", row {number}" : ", no row speaks";
        Verdict(terminal, found, $"{found.Decision}: {found.Effect} ({found.Line})");
        terminal.Pairs(
            ("  why", found.Sentence),
            ("  reason", $"{found.Reason}{row}"),
            ("  policy", found.Preset),
            ("  as", found.Caller),
            ("  context", $"{found.Context.Label.Integrity}, {found.Context.Label.Confidentiality}{Source(found.Context)}"),
            ("  grants", Grants(found))
        );
        foreach (var change in found.WhatWouldChangeIt)
        {
            terminal.Line($"  {change.Decision, -5} with {change.Change}");
        }

        if (found is { Decision: "deny", WhatWouldChangeIt.Count: 0 })
        {
            terminal.Line("  Nothing changes it: no approval, grant or preset turns a denial.");
        }
    }

    private static void Verdict(Terminal terminal, PolicyExplanation found, string text)
    {
        switch (found.Decision)
        {
            case "allow":
                terminal.Good(text);
                break;
            case "ask":
                terminal.Warning(text);
                break;
            default:
                terminal.Bad(text);
                break;
        }
    }

    private static string Source(PolicyContextView context) =>
        (context.Source is { } source ? $", untrusted text from {source}" : "")
        + (context.Copied ? ", the address stands in your text" : "");

    private static string Grants(PolicyExplanation found) =>
        found.Grant is { } line ? line
        : found.GrantsLookedAt ? "none covers it"
        : "not looked at; --grants asks the running server";
}
