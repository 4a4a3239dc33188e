using Gatehouse.Gate.Drivers;

namespace Gatehouse.Egress;

/// <summary>The failures that Egress itself makes. The messages reach the owner and the model: cause and fix, no content.</summary>
internal static class EgressFailure
{
    /// <summary>Nothing was sent.</summary>
    public static EffectFailedException Refused(EgressRefusal reason, string message) =>
        new(FailureReason.RefusedByEgress, $"{message} ({reason})") { NotSent = reason != EgressRefusal.LeaseUsedUp };

    /// <summary>The transport would have repeated a request.</summary>
    public static EffectFailedException SentAlready() =>
        Refused(EgressRefusal.LeaseUsedUp, "The server closed the connection without an answer, and nothing is sent twice.");

    public static EffectFailedException Stopping() => new(FailureReason.Unreachable, "Gatehouse is stopping.") { NotSent = true };

    public static EffectFailedException TooMuchFraming() =>
        new(FailureReason.TooLarge, "The answer is larger than its limit, most of it headers or framing around little content.");

    public static EffectFailedException TooSlow(TimeSpan limit, bool silence, bool notSent = false) =>
        new(
            FailureReason.TimedOut,
            silence ? $"No byte came for {limit.TotalSeconds:0} s." : $"No complete answer within {limit.TotalSeconds:0} s."
        )
        {
            NotSent = notSent,
        };

    public static EffectFailedException TooLarge(long limit) =>
        new(FailureReason.TooLarge, $"The answer is larger than {limit / (1024 * 1024)} MB.");
}
