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

    /// <summary>Model calls of one token in <see cref="CompletionPeriod"/>: one a second is a busy program, more is a loop.</summary>
    public const int Completions = 60;

    public static readonly TimeSpan CompletionPeriod = TimeSpan.FromSeconds(60);

    /// <summary>Wrong credentials from one peer in <see cref="FailurePeriod"/>: more than a person mistypes, nothing for a guesser.</summary>
    public const int Failures = 20;

    public static readonly TimeSpan FailurePeriod = TimeSpan.FromMinutes(1);

    /// <summary>Time between two signs of life on an event stream; proxies commonly cut at 60 s of silence.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    /// <summary>Longest request line. Every route with its query fits many times over; RFC 9112 section 3 recommends 8,000.</summary>
    public const int RequestLineBytes = 8 * 1024;

    /// <summary>All headers together: browsers send less than 8 KB, proxies add little.</summary>
    public const int HeaderBytes = 32 * 1024;

    public const int HeaderCount = 100;

    /// <summary>How long the headers of a request may take. A phone on a bad line needs two seconds; slow-header attacks live on minutes.</summary>
    public static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    /// <summary>Least speed of a body after <see cref="SlowBodyGrace"/>: 1 MB then takes an hour at most, a byte a minute is cut off.</summary>
    public const double BodyBytesPerSecond = 240;

    public static readonly TimeSpan SlowBodyGrace = TimeSpan.FromSeconds(5);

    /// <summary>How long an idle connection is kept for the next request; browsers give up on theirs after about as long.</summary>
    public static readonly TimeSpan IdleConnection = TimeSpan.FromSeconds(120);

    /// <summary>Open connections of one listener: five times the subscribers, so that a hundred open tabs leave room to work.</summary>
    public const int Connections = 512;

    /// <summary>Upgraded connections. A backstop behind <see cref="Subscribers"/>, with room for those that are just ending.</summary>
    public const int UpgradedConnections = 128;

    /// <summary>Longest wait for requests in flight when the server stops.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(20);
}
