using Gatehouse.Gate.Drivers;

namespace Gatehouse.Egress;

/// <summary>The failures that Egress itself makes. The messages reach the owner and the model: cause and fix, no content.</summary>
internal static class EgressFailure
{
    /// <summary>Nothing was sent.</summary>
    public static EffectFailedException Refused(EgressRefusal reason, string message) =>
        new(FailureReason.RefusedByEgress, $"{message} ({reason})") { NotSent = reason != EgressRefusal.LeaseUsedUp };

    public static EffectFailedException TooSlow(TimeSpan limit, bool silence) =>
        new(
            FailureReason.TimedOut,
            silence ? $"No byte came for {limit.TotalSeconds:0} s." : $"No complete answer within {limit.TotalSeconds:0} s."
        );

    public static EffectFailedException TooLarge(long limit) =>
        new(FailureReason.TooLarge, $"The answer is larger than {limit / (1024 * 1024)} MB.");
}
