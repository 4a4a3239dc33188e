using Gatehouse.Contracts;
using Gatehouse.Contracts.Approvals;

namespace Gatehouse.Cli.Commands;

/// <summary>Sends the owner's yes or no.</summary>
internal static class OwnerAnswer
{
    public static async Task<int> GiveAsync(
        CliContext cli,
        string name,
        string action,
        string? reason,
        string said,
        CancellationToken ct
    ) => await GiveAsync(cli, new ApprovalRequest(name.ToUpperInvariant(), action, null, reason), said, ct);

    public static async Task<int> GiveAsync(CliContext cli, ApprovalRequest given, string said, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            "api/chat/approval",
            given,
            GatehouseJson.Default.ApprovalRequest,
            GatehouseJson.Default.AcceptedView,
            ct
        );
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
        }
        else
        {
            cli.Terminal.Good($"{given.RequestId} {said}");
        }

        return ExitCode.Ok;
    }
}
