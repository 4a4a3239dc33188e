using System.Net.Sockets;
using System.Security.Authentication;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Egress.Leases;

/// <summary>What a failure of the transport means, for the owner and the model: cause, no content.</summary>
internal static class TransportFailure
{
    /// <summary>Null where the exception says it itself, or is a fault of ours.</summary>
    /// <param name="isOver">Whether the time of the exchange was over.</param>
    /// <param name="notSent">No byte of the request was given to a connection.</param>
    /// <param name="ct">The stop, which explains what it broke.</param>
    public static Exception? Explain(Exception failed, TimeSpan limit, bool isOver, bool notSent, CancellationToken ct)
    {
        if (failed is EffectFailedException)
        {
            return null;
        }

        if (ct.IsCancellationRequested)
        {
            return new OperationCanceledException("The request was stopped.", failed, ct);
        }

        if (isOver)
        {
            return EgressFailure.TooSlow(limit, silence: false, notSent);
        }

        for (Exception? cause = failed; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case EffectFailedException refused:
                    return refused;
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return EgressFailure.TooMuchFraming();
                case TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return Because(FailureReason.TimedOut, "The connection was not answered in time.");
                case AuthenticationException:
                    return Because(FailureReason.Unreachable, "The server's certificate was not accepted.");
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return Because(FailureReason.Unreachable, "There is no such host name.");
            }
        }

        return failed is HttpRequestException or IOException ? Because(FailureReason.Unreachable, "No connection, or it broke.") : null;

        EffectFailedException Because(FailureReason reason, string message) => new(reason, message, failed) { NotSent = notSent };
    }
}
