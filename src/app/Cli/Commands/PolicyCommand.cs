using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class PolicyCommand
{
    public static Command Create() =>
        new ExampledCommand(
            "policy",
            "What is allowed, asked and denied, and why.",
            "gatehouse policy show",
            "gatehouse policy explain http POST https://api.example.com/x"
        )
        {
            PolicyShowCommand.Create(),
            PolicyExplainCommand.Create(),
        };
}
