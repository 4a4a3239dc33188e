namespace Gatehouse.Gate.Approvals;

/// <summary>What the asker reads when a waiting effect ended without a result.</summary>
internal static class SettledText
{
    public static string Of(ApprovalRecord approval) =>
        approval.Settled switch
        {
            SettledAs.RefusedByOwner => approval.Note is { Length: > 0 } reason
                ? $"The owner refused: {reason}"
                : "The owner refused this.",
            SettledAs.Expired when approval.Note is { Length: > 0 } why => $"The question was withdrawn: {why}.",
            SettledAs.Expired => "Nobody answered in time, so it was not done. Ask again if it is still wanted.",
            SettledAs.DeniedByPolicy => $"It was approved, but the policy now forbids it, so it was not done. {approval.Note}",
            SettledAs.Stopped => "It was approved, but a stop was set before it began, so it was not done. Resume and ask again.",
            SettledAs.BudgetExhausted => $"It was approved, but not done. {approval.Note}",
            SettledAs.Interrupted =>
                "The server stopped while this was under way. It changes nothing when repeated: ask again if it is still wanted.",
            SettledAs.UnknownOutcome =>
                "The server stopped while this was under way. It may or may not have happened; it is not repeated. Look on the other side before asking again.",
            _ => "It ended.",
        };
}
