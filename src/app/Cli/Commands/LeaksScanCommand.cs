using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Gatehouse.Cli.Input;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Leaks;
using Gatehouse.Server.Explaining;

namespace Gatehouse.Cli.Commands;

internal static class LeaksScanCommand
{
    /// <summary>Largest text, bytes. A bigger one is no message, page or log line; --lines has no such limit in all, only for each line.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    private static readonly string TooMuch =
        $"The text is larger than {MaxBytes / (1024 * 1024)} MB. Scan it in parts, or line by line with --lines.";

    public static Command Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "Read this file; standard input when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var lines = new Option<bool>("--lines") { Description = "Scan each line alone; with --json one JSON line for each." };
        var command = new ExampledCommand(
            "scan",
            """
            Find keys and passwords in a text, plain or wrapped (base64, hex, percent codes, JSON, gzip, hidden characters), with the
            server's own scanner. Needs no running server. Positions count UTF-16 code units. Exit code 0 whether something is found or not.
            """,
            "gatehouse leaks scan notes.md",
            "git diff | gatehouse leaks scan --json",
            "gatehouse leaks scan --lines --json < server.log"
        )
        {
            file,
            lines,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetValue(file), parsed.GetValue(lines), ct));
        return command;
    }

    // Not inlined: only here is the server's assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunAsync(CliContext cli, string? file, bool lines, CancellationToken ct)
    {
        await using var input = CappedInput.Open(file);
        if (lines)
        {
            await ScanLinesAsync(cli, input, ct);
        }
        else
        {
            Print(cli, LeakScanning.Of(Encoding.UTF8.GetString(await CappedInput.ReadAsync(input, MaxBytes, TooMuch, ct))));
        }

        return ExitCode.Ok;
    }

    private static async Task ScanLinesAsync(CliContext cli, Stream input, CancellationToken ct)
    {
        using var reader = new StreamReader(input, Encoding.UTF8);
        var number = 0;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            number++;
            var scan = LeakScanning.Of(line);
            if (cli.Json)
            {
                cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(scan, GatehouseJson.Default.LeakScanView));
                continue;
            }

            foreach (var finding in scan.Findings)
            {
                cli.Terminal.Line($"line {number}: {Text(finding)}");
            }

            if (scan.Truncated)
            {
                cli.Terminal.Line($"line {number}: {NotAll}");
            }
        }
    }

    private static void Print(CliContext cli, LeakScanView scan)
    {
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(scan, GatehouseJson.Default.LeakScanView));
            return;
        }

        if (scan.Truncated)
        {
            cli.Terminal.Line(NotAll);
        }
        else if (scan.Findings.Count == 0)
        {
            cli.Terminal.Good("Nothing that looks like a key or password.");
        }

        foreach (var finding in scan.Findings)
        {
            cli.Terminal.Line(Text(finding));
        }
    }

    private const string NotAll =
        "Not all was looked through: it holds more compressed or encoded data than the scan unpacks. Unpack it, or scan it in parts.";

    private static string Text(LeakFindingView finding) =>
        $"{finding.Action, -6}  {finding.Pattern}  at {finding.Start}, {finding.Length} characters: {finding.Preview}";
}
