using System.CommandLine;
using Gatehouse.Cli.Demo;

namespace Gatehouse.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var attack = new ExampledCommand(
            "attack",
            """
            Show what an injected model cannot do, step by step, from the ledger. Starts a throw-away server with a model that obeys
            whatever any text tells it, plants a secret, and lets a hostile text ask for it. Nothing leaves this machine.
            Exit code 0 only if nothing left.
            """,
            "gatehouse demo attack"
        );
        CliContext.Handle(attack, (_, cli, ct) => AttackDemo.RunAsync(cli.Terminal, ct));
        return new Command("demo", "Demonstrations on a throw-away server.") { attack };
    }
}
