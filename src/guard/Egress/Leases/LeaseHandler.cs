using Gatehouse.Egress.Credentials;
using Gatehouse.Egress.Dialling;
using Gatehouse.Egress.Receiving;
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
    private int _requests;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            // 1. and 2.
            var target = Decide(request);
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
            return await SendAndReceiveAsync(target, request, cancellationToken);
        }
        finally
        {
            CredentialInjector.Remove(request);
        }
    }

    private async Task<HttpResponseMessage> SendAndReceiveAsync(RequestTarget target, HttpRequestMessage request, CancellationToken ct)
    {
        var deadline = new Deadline(scope.Timeout, restartsOnProgress: scope.Caller == EffectCallers.Model, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        var exchange = new Exchange(target, traffic, scope.MaxAnswerBytes, either.Token);
        var connection = pools.Rent(scope.Caller, target);
        HttpResponseMessage? response = null;
        try
        {
            // 6.
            response = await connection.SendAsync(request, exchange, either.Token);
            deadline.Progress();

            // 7.
            if (response.Content.Headers.ContentLength > scope.MaxResponseBytes)
            {
                throw EgressFailure.TooLarge(scope.MaxResponseBytes);
            }

            var body = new AnswerStream(await response.Content.ReadAsStreamAsync(either.Token), connection, pools);
            response.Content = new CappedContent(response.Content, scope.MaxResponseBytes, deadline, body);
            return response;
        }
        catch (Exception failed)
        {
            // Whatever was on its way over it is nobody's now. A connection that is in use is closed by its answer.
            response?.Dispose();
            connection.Dispose();
            var isOver = deadline.IsOver;
            deadline.Dispose();
            if (TransportFailure.Explain(failed, scope.Timeout, isOver, notSent: !exchange.IsWritten, ct) is { } explained)
            {
                throw explained;
            }

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
}
