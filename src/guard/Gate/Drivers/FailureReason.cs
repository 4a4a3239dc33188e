namespace Gatehouse.Gate.Drivers;

/// <summary>Why an effect failed. Stable: in the ledger by name.</summary>
public enum FailureReason
{
    /// <summary>Egress refused it: the address, the scope or a limit.</summary>
    RefusedByEgress,

    /// <summary>No connection, no such name, or a broken connection.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The other side asked to slow down (429).</summary>
    RateLimited,

    /// <summary>The other side answered with an error.</summary>
    Upstream,

    /// <summary>The other side does not take the request as it stands (400, 413, 422): the same again would fail again.</summary>
    RequestRefused,

    /// <summary>The request is longer than the model's context, by the other side's word.</summary>
    ContextTooLong,

    /// <summary>A redirect, which is never followed.</summary>
    Redirect,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>The answer could not be read as what it should be.</summary>
    Unreadable,

    /// <summary>The answer held a secret and was blocked.</summary>
    SecretInAnswer,

    /// <summary>There is no such document.</summary>
    NotFound,

    /// <summary>The arguments make no sense.</summary>
    BadArguments,

    /// <summary>The budget for today is used up, in the middle of an effect with parts.</summary>
    BudgetExhausted,

    /// <summary>The owner stopped it.</summary>
    Stopped,

    /// <summary>The server was shut down.</summary>
    Cancelled,

    /// <summary>The driver broke. The server's log has the cause.</summary>
    Internal,
}
