using System.CommandLine;
using Gatehouse.Contracts;
using QRCoder;

namespace Gatehouse.Cli.Commands;

internal static class LoginCommand
{
    public static Command Create()
    {
        var command = new ExampledCommand("login", "Make a new one-time login link, as text and as a QR code.", "gatehouse login");
        CliContext.Handle(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var link = await cli.Server.PostAsync("control/login", GatehouseJson.Default.LoginLink, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(link.Text);
            return ExitCode.Ok;
        }

        var (url, port) = (link.Value.Url, link.Value.Port);
        cli.Terminal.Line("Open this link. It works once, for 10 minutes:");
        cli.Terminal.Line();
        cli.Terminal.Line($"  {url}");
        cli.Terminal.Line();
        cli.Terminal.Line(QrCode(url));
        cli.Terminal.Line("From another machine, forward the port first and open the link there:");
        cli.Terminal.Line($"  ssh -L {port}:127.0.0.1:{port} {Environment.MachineName}");
        return ExitCode.Ok;
    }

    private static string QrCode(string url)
    {
        using var data = QRCodeGenerator.GenerateQrCode(url, QRCodeGenerator.ECCLevel.L);
        using var code = new AsciiQRCode(data);
        return code.GetGraphicSmall();
    }
}
