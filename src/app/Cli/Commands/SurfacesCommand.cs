using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Surface;

namespace Gatehouse.Cli.Commands;

internal static class SurfacesCommand
{
    public static Command Create()
    {
        var command = new ExampledCommand(
            "surfaces",
            "Show every way into and out of the running server: its sockets, its routes, and where it connects to.",
            "gatehouse surfaces",
            "gatehouse surfaces --json"
        );
        CliContext.Handle(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var surface = await cli.Server.GetAsync("api/surfaces", GatehouseJson.Default.SurfaceView, ct);
        return cli.Show(surface, found => Print(cli.Terminal, found));
    }

    private static void Print(Terminal terminal, SurfaceView surface)
    {
        foreach (var listener in surface.Listeners)
        {
            terminal.Heading($"{listener.Name}: {Plain(listener.Purpose)}");
            terminal.Pairs(
                ("  listens", listener.Addresses.Count == 0 ? "not now" : string.Join(", ", listener.Addresses)),
                ("  settings", string.Join(", ", listener.Settings)),
                ("  who", Plain(listener.Auth)),
                ("  limits", Plain(listener.Limits))
            );
            terminal.Line();
        }

        terminal.Heading("Routes");
        terminal.Pairs([.. surface.Routes.Select(route => ($"  {string.Join(",", route.Methods)} {route.Route}", Line(route)))]);
        terminal.Line();
        terminal.Heading("Outgoing, each through the Gate");
        terminal.Pairs([.. surface.Outgoing.Select(one => ($"  {one.Caller}", $"{Plain(one.To)} ({Plain(one.Limits)})"))]);
    }

    private static string Line(RouteView route) =>
        $"{Plain(route.Auth)}; on {string.Join(", ", route.Listeners)}"
        + (route.RateLimit.Length > 0 ? $"; {route.RateLimit}" : "")
        + $". {Plain(route.Purpose)}";

    private static string Plain(string markdown) => markdown.Replace("`", "", StringComparison.Ordinal);
}
