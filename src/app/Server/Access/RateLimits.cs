namespace Gatehouse.Server.Access;

/// <summary>The named limits that routes refer to. Not per address: the owner is one person, and a token one program.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RateLimits(TimeProvider clock)
{
    /// <summary>One window for all.</summary>
    public const string ChatSend = "chat_send";

    /// <summary>A window for each token of a program's, and one for the owner.</summary>
    public const string Completions = "completions";

    private readonly SlidingWindow _chatSend = new(GatewayLimits.ChatSends, GatewayLimits.ChatSendPeriod, clock);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SlidingWindow> _completions = new(StringComparer.Ordinal);

    /// <summary>The limit of that name in words, for the surface document.</summary>
    public static string Describe(string name) =>
        name switch
        {
            ChatSend => $"{GatewayLimits.ChatSends} in {GatewayLimits.ChatSendPeriod.TotalSeconds:0} s",
            Completions =>
                $"{GatewayLimits.Completions} in {GatewayLimits.CompletionPeriod.TotalSeconds:0} s, each token; {RunningCalls.MostOfToken} of a token at once",
            _ => throw Unknown(name),
        };

    /// <summary>The limit of that name for one caller. A route that names another does not start.</summary>
    public SlidingWindow Of(string name, Credential caller) =>
        name switch
        {
            ChatSend => _chatSend,
            Completions => OfToken(caller is Credential.Scoped scoped ? scoped.Record.Id.Value : "owner"),
            _ => throw Unknown(name),
        };

    private SlidingWindow OfToken(string id)
    {
        lock (_gate)
        {
            if (!_completions.TryGetValue(id, out var window))
            {
                // Nobody but the owner makes tokens, so these are few; those of the past are forgotten.
                foreach (var idle in _completions.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key).ToList())
                {
                    _completions.Remove(idle);
                }

                _completions[id] = window = new SlidingWindow(GatewayLimits.Completions, GatewayLimits.CompletionPeriod, clock);
            }

            return window;
        }
    }

    private static InvalidOperationException Unknown(string name) => new($"there is no rate limit named {name}");
}
