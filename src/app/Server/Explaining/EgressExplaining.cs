using Gatehouse.Contracts.Egress;
using Gatehouse.Egress.Explaining;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Net;
using Gatehouse.Server.Composition;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Explaining;

/// <summary>The server's own decision about requests, without a server: with its settings, its code and its resolver. Thread-safe.</summary>
public sealed class EgressExplaining
{
    private readonly EgressExplainer _explainer;

    private EgressExplaining(EgressExplainer explainer) => _explainer = explainer;

    /// <summary>Who can be asked for.</summary>
    public static IReadOnlyList<string> Callers => EffectCallers.All;

    /// <param name="given">Addresses of names, as <c>NAME=IP[,IP]</c>.</param>
    /// <param name="problems">What is wrong with the settings or with <paramref name="given"/>; then there is nothing to explain with.</param>
    public static EgressExplaining? Create(IEnumerable<string> given, out IReadOnlyList<string> problems)
    {
        var values = new SettingValues(EnvironmentSource.Read());
        var endpoints = OwnEndpoints.Of(LlmReader.Address(values));
        var names = new NameAnswers();
        var wrong = given.Select(names.Add).OfType<string>().ToList();
        problems = [.. values.Problems.Select(problem => problem.ToString()), .. wrong];
        return problems.Count > 0 ? null : new EgressExplaining(new EgressExplainer(endpoints, names.Table, TimeProvider.System));
    }

    /// <param name="caller">One of <see cref="Callers"/>; null for who would send such a request.</param>
    public async Task<EgressExplanation> ExplainAsync(string method, string url, string? caller, CancellationToken ct)
    {
        var answer = await _explainer.ExplainAsync(method, url, caller ?? EgressExplainer.DefaultCaller(method), ct);
        return new EgressExplanation(
            answer.Target,
            answer.RulesTried,
            [.. answer.Addresses.Select(ip => new EgressAddress(ip.ToString(), AddressClassifier.Classify(ip).Wire()))],
            answer.Allowed ? "allow" : "deny",
            answer.Reason
        );
    }
}
