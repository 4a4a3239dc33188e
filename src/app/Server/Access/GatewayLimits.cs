namespace Gatehouse.Server.Access;

/// <summary>The numbers of the gateway, each with its source.</summary>
internal static class GatewayLimits
{
    /// <summary>Largest request body. Source: the seed's gateway, 1 MB.</summary>
    public const long BodyBytes = 1024 * 1024;

    /// <summary>Open event streams. Source: the seed's gateway, 100.</summary>
    public const int Subscribers = 100;

    /// <summary>Chat messages in <see cref="ChatSendPeriod"/>. Source: the seed's gateway, 30 in 60 s.</summary>
    public const int ChatSends = 30;

    public static readonly TimeSpan ChatSendPeriod = TimeSpan.FromSeconds(60);

    /// <summary>Wrong credentials from one peer in <see cref="FailurePeriod"/>: more than a person mistypes, nothing for a guesser.</summary>
    public const int Failures = 20;

    public static readonly TimeSpan FailurePeriod = TimeSpan.FromMinutes(1);

    /// <summary>Time between two signs of life on an event stream; proxies commonly cut at 60 s of silence.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <summary>Longest wait for requests in flight when the server stops.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);
}
