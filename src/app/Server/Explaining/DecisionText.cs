using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Server.Explaining;

/// <summary>A decision in words.</summary>
internal static class DecisionText
{
    public static string Word(Decision decision) =>
        decision switch
        {
            Decision.Allow => "allow",
            Decision.Ask => "ask",
            _ => "deny",
        };

    public static string Reason(Decision decision) =>
        decision switch
        {
            Decision.Allow { GrantId: not null } => "StandingGrant",
            Decision.Allow => "Allowed",
            Decision.Ask ask => ask.Reason.ToString(),
            Decision.Deny deny => deny.Reason.ToString(),
            _ => "Refused",
        };

    public static string Sentence(Decision decision, Caller caller) =>
        decision switch
        {
            Decision.Allow { GrantId: not null } => "A standing grant covers it.",
            Decision.Allow when caller == Caller.Owner => "What you do yourself is allowed, and recorded.",
            Decision.Allow => "Nothing is asked.",
            Decision.Ask ask => DenyReasonText.Describe(ask.Reason),
            Decision.Deny deny => DenyReasonText.Describe(deny.Reason),
            _ => "It is refused.",
        };
}
