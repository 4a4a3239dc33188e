using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class LedgerCommand
{
    public static Command Create() =>
        new("ledger", "The record of everything that was asked, decided and done.")
        {
            LedgerShowCommand.Create(),
            LedgerVerifyCommand.Create(),
            LedgerExportCommand.Create(),
        };
}
