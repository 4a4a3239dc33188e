using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Doctor;
using Gatehouse.Contracts.Ledger;
using Gatehouse.Contracts.Surface;
using Gatehouse.Server.Doctor;

namespace Gatehouse.Cli.Commands;

internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new ExampledCommand(
            "doctor",
            """
            Look over the settings, the home, its files and databases, the certificate and what listens. Changes nothing.

            Works with the server running or not. Exit code 0 when nothing failed; what could not be looked at has failed.
            """,
            "gatehouse doctor",
            "gatehouse doctor --json",
            "gatehouse doctor && gatehouse run"
        );
        CliContext.Handle(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var report = Examine(HomeLocation.Find(parsed.GetValue(SharedOptions.Home)), await AskAsync(cli, ct));
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(report, GatehouseJson.Default.DoctorReport));
        }
        else
        {
            Print(cli.Terminal, report);
        }

        return report.Ok ? ExitCode.Ok : ExitCode.Failed;
    }

    private static async Task<Answers?> AskAsync(CliContext cli, CancellationToken ct)
    {
        try
        {
            var surface = await cli.Server.GetAsync("api/surfaces", GatehouseJson.Default.SurfaceView, ct);
            var ledger = await cli.Server.GetAsync("api/ledger/verify", GatehouseJson.Default.VerificationView, ct);
            var newest = await cli.Server.GetAsync("api/ledger?limit=1", GatehouseJson.Default.LedgerPage, ct);
            var status = await cli.Server.GetAsync("api/gateway/status", GatehouseJson.Default.StatusView, ct);
            return new Answers(
                surface.Value,
                ledger.Value,
                newest.Value.Entries is [var entry, ..] ? entry : null,
                status.Value.UnmatchedEffects
            );
        }
        catch (CliProblem none) when (none.ExitCode == ExitCode.NotRunning)
        {
            return null;
        }
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static DoctorReport Examine(string home, Answers? answers) =>
        GatehouseDoctor.Examine(
            home,
            answers is null ? null : new RunningServer(answers.Surface, answers.Ledger, answers.Newest, answers.Unmatched),
            TimeProvider.System
        );

    private static void Print(Terminal terminal, DoctorReport report)
    {
        terminal.Heading($"{report.Home}, {(report.Running ? "whose server runs" : "no server running")}");
        foreach (var check in report.Checks)
        {
            var line = $"{check.Severity, -5} {check.Id, -22} {check.Cause}";
            switch (check.Severity)
            {
                case "ok":
                    terminal.Good(line);
                    continue;
                case "warn":
                    terminal.Warning(line);
                    break;
                default:
                    terminal.Bad(line);
                    break;
            }

            terminal.Line($"      {"", -22} {check.Fix}");
        }

        var failed = report.Checks.Count(check => check.Severity == "fail");
        terminal.Line(failed == 0 ? "Nothing failed." : $"{failed} failed.");
    }

    private sealed record Answers(SurfaceView Surface, VerificationView Ledger, LedgerEntryView? Newest, int Unmatched);
}
