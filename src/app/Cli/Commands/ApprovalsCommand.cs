using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

internal static class ApprovalsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "Only this one, such as A12.", Arity = ArgumentArity.ZeroOrOne };
        var part = new Option<string?>("--part") { Description = "Print a long or binary part whole, such as body." };
        var command = new ExampledCommand(
            "approvals",
            "Show what waits for your answer, with every field of the exact bytes.",
            "gatehouse approvals --json",
            "gatehouse approvals A12 --part body"
        )
        {
            name,
            part,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) => RunAsync(cli, parsed.GetValue(name)?.ToUpperInvariant(), parsed.GetValue(part), ct)
        );
        return command;
    }

    private static Task<int> RunAsync(CliContext cli, string? name, string? part, CancellationToken ct) =>
        (name, part) switch
        {
            (_, null) => ListAsync(cli, name, ct),
            (null, _) => throw CliProblem.Usage("--part needs a name before it: `gatehouse approvals A12 --part body`."),
            _ => PartAsync(cli, name, part, ct),
        };

    private static async Task<int> ListAsync(CliContext cli, string? name, CancellationToken ct)
    {
        var waiting = await cli.Server.GetAsync("api/approvals", GatehouseJson.Default.ApprovalList, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(waiting.Text);
            return ExitCode.Ok;
        }

        var shown = waiting.Value.Approvals.Where(approval => name is null || approval.RequestId == name).ToList();
        if (shown.Count == 0)
        {
            cli.Terminal.Line(name is null ? "Nothing waits for your answer." : $"{name} does not wait for your answer.");
        }

        foreach (var approval in shown)
        {
            ApprovalText.Print(cli.Terminal, approval);
            cli.Terminal.Line();
        }

        return ExitCode.Ok;
    }

    private static async Task<int> PartAsync(CliContext cli, string name, string part, CancellationToken ct)
    {
        var answer = await cli.Server.GetAsync(
            $"api/approvals/{Uri.EscapeDataString(name)}/part?name={Uri.EscapeDataString(part)}",
            GatehouseJson.Default.PartView,
            ct
        );
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
            return ExitCode.Ok;
        }

        var whole = answer.Value;
        cli.Terminal.Heading($"{name}  {whole.Name}, {whole.Size} bytes as {whole.Encoding}, sha256 {whole.Sha256}");
        cli.Terminal.Line(whole.Value);
        return ExitCode.Ok;
    }
}
