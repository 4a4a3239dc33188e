using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

/// <summary>A card with a part that it does not show is approved only by someone who says that they looked, and at what.</summary>
internal static class OmittedParts
{
    /// <param name="seen">The digest that the owner gives; any case.</param>
    /// <exception cref="CliProblem">A part is not on the card, and <paramref name="seen"/> is not its digest.</exception>
    public static async Task RequireSeenAsync(CliContext cli, string name, string? seen, CancellationToken ct)
    {
        var waiting = await cli.Server.GetAsync("api/approvals", GatehouseJson.Default.ApprovalList, ct);
        var card = waiting.Value.Approvals.FirstOrDefault(approval => approval.RequestId == name);
        var omitted = card?.Fields.Where(field => field.Omitted == true).Select(field => field.Name).ToList() ?? [];
        if (card is null || (seen is null && omitted.Count == 0) || string.Equals(seen, card.Digest, StringComparison.OrdinalIgnoreCase))
        {
            return; // Of a card that is gone the server says what became of it.
        }

        throw seen is null
            ? CliProblem.Failed(
                $"{name} has a part that its card does not show: {string.Join(", ", omitted)}. Look at it with "
                    + $"`gatehouse approvals {name} --part {omitted[0]}`, then approve with --seen {card.Digest}"
            )
            : CliProblem.Failed($"--seen is not the digest of {name}, so nothing was approved. `gatehouse approvals {name}` shows it.");
    }
}
