using System.Net.Sockets;
using Gatehouse.Egress.Credentials;
using Gatehouse.Egress.Dialling;
using Gatehouse.Egress.Receiving;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Policy;

namespace Gatehouse.Egress.Leases;

/// <summary>
/// What every outgoing request goes through, in this order. The numbers are those of the design.
/// <list type="number">
/// <item>Parse the address once; what is decided is what is dialled.</item>
/// <item>Decide: the lease's address, method, count and time; the policy's forbidden hosts.</item>
/// <item>Scan what would leave: <see cref="OutgoingScan"/>.</item>
/// <item>Resolve, check and dial: <see cref="GuardedConnect"/>, when a connection is needed.</item>
/// <item>Inject the owner's key, if there is one for this caller, host and port.</item>
/// <item>Send, without redirects, under a deadline.</item>
/// <item>Receive behind caps.</item>
/// </list>
/// </summary>
internal sealed class LeaseHandler(
    EgressScope scope,
    DateTimeOffset expires,
    TrafficMeter traffic,
    GatePolicy policy,
    ConnectionPools pools,
    CredentialInjector injector,
    TimeProvider clock
) : HttpMessageHandler
{
    private readonly GuardedTransport _transport = pools.For(scope.Caller);
    private int _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            // 1. and 2.
            var target = Decide(request);
            request.Options.Set(ConnectionPools.Decided, target);
            request.Version = System.Net.HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            if (scope.Caller != EffectCallers.Model)
            {
                request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
            }

            // 3.
            await OutgoingScan.CheckAsync(scope.Caller, target, request, cancellationToken);

            // 5. (4 happens inside 6, when a connection is opened.)
            injector.Inject(scope.Caller, target, request);
            return await SendAndReceiveAsync(request, cancellationToken);
        }
        catch (HttpRequestException broken)
        {
            throw Explain(broken);
        }
        catch (OperationCanceledException slow) when (slow.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new EffectFailedException(FailureReason.TimedOut, "The connection was not answered in time.", slow) { NotSent = true };
        }
        finally
        {
            CredentialInjector.Remove(request);
        }
    }

    private async Task<HttpResponseMessage> SendAndReceiveAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var deadline = new Deadline(scope.Timeout, restartsOnProgress: scope.Caller == EffectCallers.Model, clock);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
            // 6.
            var response = await SendMeteredAsync(request, either.Token);
            deadline.Progress();

            // 7.
            if (response.Content.Headers.ContentLength > scope.MaxResponseBytes)
            {
                response.Dispose();
                throw EgressFailure.TooLarge(scope.MaxResponseBytes);
            }

            response.Content = new CappedContent(response.Content, scope.MaxResponseBytes, deadline, traffic);
            return response;
        }
        catch (OperationCanceledException) when (deadline.IsOver && !ct.IsCancellationRequested)
        {
            deadline.Dispose();
            throw EgressFailure.TooSlow(scope.Timeout, silence: false);
        }
        catch
        {
            deadline.Dispose();
            throw;
        }
    }

    // Once there is a connection a request counts whole: how much of it left this machine before an error, nobody can tell.
    private async Task<HttpResponseMessage> SendMeteredAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var size = MessageSize.Of(request);
        try
        {
            var response = await _transport.SendAsync(request, ct);
            traffic.Add(size + MessageSize.Of(response));
            return response;
        }
        catch (Exception broken) when (!NeverConnected(broken))
        {
            traffic.Add(size);
            throw;
        }
    }

    private RequestTarget Decide(HttpRequestMessage request)
    {
        var uri = request.RequestUri;
        if (!RequestTarget.TryParse(uri?.OriginalString, out var target, out var why))
        {
            throw EgressFailure.Refused(EgressRefusal.NotCanonical, TargetRejectionText.Describe(why));
        }

        if (!SameReading(uri!, target))
        {
            throw EgressFailure.Refused(
                EgressRefusal.NotCanonical,
                "The transport would send the address differently from how it was decided."
            );
        }

        if (request.Headers.Host is not null)
        {
            throw EgressFailure.Refused(EgressRefusal.HostHeader, "The request names a Host of its own.");
        }

        if (request.Content is { Headers.ContentLength: null })
        {
            throw EgressFailure.Refused(EgressRefusal.UnknownLength, "The request's body does not say how long it is.");
        }

        if (target != scope.Target)
        {
            throw EgressFailure.Refused(EgressRefusal.OutsideLease, "The request is for another address than the one decided.");
        }

        if (!scope.Methods.Any(method => method.Wire() == request.Method.Method))
        {
            throw EgressFailure.Refused(EgressRefusal.MethodOutsideLease, "The request has another method than the one decided.");
        }

        if (clock.GetUtcNow() >= expires)
        {
            throw EgressFailure.Refused(EgressRefusal.LeaseExpired, "The permission for this request has expired.");
        }

        if (Interlocked.Increment(ref _requests) > scope.MaxRequests)
        {
            throw EgressFailure.Refused(EgressRefusal.LeaseUsedUp, "The permission for this request was already used.");
        }

        return policy.Judge(scope.Caller, target) is { } deny
            ? throw EgressFailure.Refused(EgressRefusal.ForbiddenHost, DenyReasonText.Describe(deny.Reason))
            : target;
    }

    // The transport reads System.Uri, we read RequestTarget: where the two differ, an attacker chooses which one is fooled.
    private static bool SameReading(Uri uri, RequestTarget target) =>
        uri.IsAbsoluteUri
        && uri.UserInfo.Length == 0
        && uri.Scheme == (target.Scheme == WebScheme.Https ? "https" : "http")
        && uri.Port == target.Port
        && uri.IdnHost == target.Host.Value.Trim('[', ']')
        && uri.PathAndQuery == target.PathAndQuery;

    private static bool NeverConnected(Exception broken) =>
        broken is OperationCanceledException { InnerException: TimeoutException }
        || broken is HttpRequestException refused && Explain(refused).NotSent;

    private static EffectFailedException Explain(HttpRequestException broken)
    {
        // Only these are known to come before the first byte of the request.
        var notSent =
            broken.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError;
        for (Exception? cause = broken; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case EffectFailedException refused:
                    return refused;
                case System.Security.Authentication.AuthenticationException:
                    return new(FailureReason.Unreachable, "The server's certificate was not accepted.", broken) { NotSent = notSent };
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return new(FailureReason.Unreachable, "There is no such host name.", broken) { NotSent = notSent };
                case SocketException { SocketErrorCode: SocketError.TimedOut }:
                    return new(FailureReason.TimedOut, "The connection was not answered in time.", broken) { NotSent = notSent };
            }
        }

        return new(FailureReason.Unreachable, "No connection, or it broke.", broken) { NotSent = notSent };
    }
}
