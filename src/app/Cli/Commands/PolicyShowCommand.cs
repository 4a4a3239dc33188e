using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Policy;
using Gatehouse.Server.Explaining;

namespace Gatehouse.Cli.Commands;

internal static class PolicyShowCommand
{
    public static Command Create()
    {
        var preset = PolicyPresetInForce.Option();
        var command = new ExampledCommand(
            "show",
            "Print the policy table: twelve rows, and what each says without and with untrusted text in the conversation.",
            "gatehouse policy show",
            "gatehouse policy show --preset strict --json"
        )
        {
            preset,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetValue(preset), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string? named, CancellationToken ct)
    {
        var (preset, from) = await PolicyPresetInForce.FindAsync(cli, named, ct);
        var table = Table(preset, from);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(table, GatehouseJson.Default.PolicyTableView));
            return ExitCode.Ok;
        }

        Print(cli.Terminal, table);
        return ExitCode.Ok;
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyTableView Table(string? preset, string from)
    {
        try
        {
            return PolicyExplainer.Show(preset, from);
        }
        catch (NotExplainableException problem)
        {
            throw new CliProblem(ExitCode.Usage, problem.Message);
        }
    }

    private static void Print(Terminal terminal, PolicyTableView table)
    {
        terminal.Heading($"Policy {table.Preset} ({From(table.PresetFrom)})");
        foreach (var row in table.Rows)
        {
            terminal.Line();
            terminal.Heading($"{row.Row, 2}  {row.Effects}");
            terminal.Line($"    clean    {row.Clean}");
            terminal.Line($"    tainted  {row.Tainted}");
            if (row.Decides.Count > 0)
            {
                terminal.Line($"    decides  {string.Join(", ", row.Decides)}");
            }

            if (row.NotYet.Count > 0)
            {
                terminal.Line($"    no rule  {string.Join(", ", row.NotYet)}: denied");
            }
        }

        terminal.Line();
        terminal.Line(
            "clean: nothing untrusted is in the conversation. tainted: something is. What you do yourself is allowed and recorded."
        );
    }

    private static string From(string source) =>
        source switch
        {
            "server" => "of the running server",
            "option" => "as asked for",
            _ => "by GATEHOUSE_POLICY, as no server is running",
        };
}
