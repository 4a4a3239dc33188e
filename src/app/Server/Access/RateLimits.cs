namespace Gatehouse.Server.Access;

/// <summary>The named limits that routes refer to. Global, not per address: the owner is one person.</summary>
internal sealed class RateLimits(TimeProvider clock)
{
    public const string ChatSend = "chat_send";

    private readonly SlidingWindow _chatSend = new(GatewayLimits.ChatSends, GatewayLimits.ChatSendPeriod, clock);

    /// <summary>The limit of that name in words, for the surface document.</summary>
    public static string Describe(string name) =>
        name == ChatSend
            ? $"{GatewayLimits.ChatSends} in {GatewayLimits.ChatSendPeriod.TotalSeconds:0} s"
            : throw new InvalidOperationException($"there is no rate limit named {name}");

    /// <summary>The limit of that name. A route that names another does not start.</summary>
    public SlidingWindow Named(string name) =>
        name == ChatSend ? _chatSend : throw new InvalidOperationException($"there is no rate limit named {name}");
}
