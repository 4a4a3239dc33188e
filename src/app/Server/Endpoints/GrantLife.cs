using System.Diagnostics.CodeAnalysis;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Endpoints;

/// <summary>How long an "always" is to stand, as the owner writes it.</summary>
internal static class GrantLife
{
    /// <summary>Longest life. Who wants more than a year wants no end, and says so.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(365);

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <param name="life">Null has no end.</param>
    /// <param name="wrong">Cause and fix, when the request cannot be taken so.</param>
    public static bool TryRead(ApprovalRequest request, out TimeSpan? life, [NotNullWhen(false)] out string? wrong)
    {
        (life, wrong) = (null, null);
        switch (request.ExpiresIn)
        {
            case null:
                return true;
            case var _ when request.Action != "always":
                wrong = "expires_in goes with the action \"always\" only: other answers count once.";
                return false;
            case "none":
                return true;
            case var text when DurationText.Parse(text) is { } given && given >= Least && given <= Most:
                life = given;
                return true;
            default:
                wrong = "expires_in must be a duration from 1s to 365d, such as 1h, 1d or 30d, or none for no end.";
                return false;
        }
    }
}
