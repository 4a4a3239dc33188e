using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Gatehouse.Egress.Dialling;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Policy;

namespace Gatehouse.Egress.Explaining;

/// <summary>Says whether a request would leave, without sending it: the parser, the policy and the address check that connections use.</summary>
/// <remarks>
/// It says what Egress allows at most. Whether the owner is asked first is another question, and depends on the conversation.
/// Thread-safe.
/// </remarks>
public sealed class EgressExplainer
{
    private const string Connect = "CONNECT";
    private const int TunnelPort = 443; // The one port of a tunnel, unless an approval lists another.

    private readonly IReadOnlyCollection<ConfiguredEndpoint> _endpoints;
    private readonly GatePolicy _policy;
    private readonly IResolver _resolver;

    /// <param name="given">Addresses to go by instead of the resolver's, by canonical host.</param>
    public EgressExplainer(
        IReadOnlyCollection<ConfiguredEndpoint> endpoints,
        IReadOnlyDictionary<string, IReadOnlyList<IPAddress>> given,
        TimeProvider clock
    )
        : this(endpoints, new GivenAddresses(given, new PatientResolver(new SystemResolver(), clock)), clock) { }

    internal EgressExplainer(IReadOnlyCollection<ConfiguredEndpoint> endpoints, IResolver resolver, TimeProvider clock) =>
        (_endpoints, _resolver, _policy) = (endpoints, resolver, new GatePolicy([.. endpoints], clock));

    /// <summary>Who would send a request of this method when nobody is named.</summary>
    public static string DefaultCaller(string method) => IsReading(method.ToUpperInvariant()) ? EffectCallers.WebFetch : EffectCallers.Http;

    /// <param name="caller">One of <see cref="EffectCallers.All"/>.</param>
    public async Task<EgressAnswer> ExplainAsync(string method, string url, string caller, CancellationToken ct)
    {
        var steps = new EgressSteps();
        // As the tools read it.
        method = method.ToUpperInvariant();
        return method == Connect ? Tunnel(url, steps)
            : JudgeText(method, url, caller, steps, out var target) is { } deny ? steps.Deny(deny)
            : await JudgeAddressesAsync(target!, caller, steps, ct);
    }

    private string? JudgeText(string method, string url, string caller, EgressSteps steps, out RequestTarget? target)
    {
        steps.Try(EgressRules.Parse);
        if (!RequestTarget.TryParse(url, out target, out var why))
        {
            return Reason(why, TargetRejectionText.Describe(why));
        }

        steps.Target = target.Url;
        steps.Addresses = target.Host.Literal is { } literal ? [literal] : [];
        steps.Try(EgressRules.Method);
        if (WebMethods.Parse(method) is null)
        {
            return "unknown_method: Use GET, HEAD, POST, PUT, PATCH or DELETE.";
        }

        if (caller == EffectCallers.WebFetch && !IsReading(method))
        {
            return "method_not_for_caller: web_fetch only reads, with GET or HEAD; name --caller http.";
        }

        var judged = _policy.Judge(caller, target);
        steps.TryPolicy(judged?.Reason, IsConfigured(caller, target));
        if (judged is null)
        {
            steps.Try(EgressRules.Caller);
            judged = _policy.JudgeCaller(caller, target);
        }

        return judged is null ? null : Reason(judged.Reason, DenyReasonText.Describe(judged.Reason));
    }

    private async Task<EgressAnswer> JudgeAddressesAsync(RequestTarget target, string caller, EgressSteps steps, CancellationToken ct)
    {
        var configured = IsConfigured(caller, target);
        if (target.Host.Literal is null)
        {
            steps.Try(EgressRules.Resolve);
            steps.Addresses = await ResolveAsync(target.Host, asWritten: !configured, ct);
            if (steps.Addresses.Count == 0)
            {
                return steps.Deny(
                    "unresolved: The name has no address here, and an address that could not be judged is not allowed. Say what it is with --resolve NAME=IP."
                );
            }
        }

        steps.Try(EgressRules.Addresses);
        return AddressCheck.Refuse(target.Host, steps.Addresses, configured) is { } refusal
                ? steps.Deny(Reason(refusal.Reason, refusal.Message))
            : configured ? steps.Allow("configured_endpoint: The owner's configuration names this host and port for that caller.")
            : steps.Allow("public: Every address of the host is on the public internet.");
    }

    private async Task<IReadOnlyList<IPAddress>> ResolveAsync(HostName host, bool asWritten, CancellationToken ct)
    {
        try
        {
            return await _resolver.ResolveAsync(host, asWritten, ct);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    // Nobody has a tunnel: what goes through one cannot be read, so it takes an approval that names host and port.
    private static EgressAnswer Tunnel(string text, EgressSteps steps)
    {
        steps.Try(EgressRules.Parse);
        if (!Authority.TryParse(text, out var authority, out var why))
        {
            return steps.Deny(Reason(why, $"CONNECT takes a host and a port, like example.com:443. {TargetRejectionText.Describe(why)}"));
        }

        steps.Target = authority.ToString();
        steps.Addresses = authority.Host.Literal is { } literal ? [literal] : [];
        steps.Try(EgressRules.Tunnel);
        return steps.Deny(
            authority.Port != TunnelPort
                ? $"tunnel_port: no tunnel is approved, and a tunnel leads to port {TunnelPort} only."
                : "no_tunnel: no tunnel is approved."
        );
    }

    private bool IsConfigured(string caller, RequestTarget target) => _endpoints.Any(endpoint => endpoint.Is(caller, target));

    private static bool IsReading(string method) => WebMethods.Parse(method) is WebMethod.Get or WebMethod.Head;

    private static string Reason(Enum word, string sentence) =>
        $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString())}: {sentence}";
}
