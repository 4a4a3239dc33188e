using System.Collections.Frozen;
using Gatehouse.Contracts.Grants;
using Gatehouse.Contracts.Policy;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Server.Composition;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Endpoints;
using Gatehouse.Storage.Settings;

namespace Gatehouse.Server.Explaining;

/// <summary>Runs the server's own policy on a question, without a server: nothing is asked for, nothing happens.</summary>
public static class PolicyExplainer
{
    private const string FromEnvironment = "environment";

    /// <param name="preset">By name; null takes the environment's.</param>
    /// <param name="from">Where <paramref name="preset"/> comes from.</param>
    /// <exception cref="NotExplainableException">There is no such preset, or the settings cannot be used.</exception>
    public static PolicyTableView Show(string? preset, string from)
    {
        var chosen = Preset(preset, Settings(stored: preset is null));
        return new PolicyTableView(
            chosen.Wire(),
            preset is null ? FromEnvironment : from,
            [
                .. PolicyTable
                    .Of(chosen)
                    .Select(row => new PolicyRowView(
                        (int)row.Row,
                        row.Effects,
                        row.Clean,
                        row.Tainted,
                        [.. row.Kinds.Select(kind => kind.Wire())],
                        row.NotYet
                    )),
            ]
        );
    }

    /// <exception cref="NotExplainableException">The question makes no sense, or the settings cannot be used.</exception>
    public static PolicyExplanation Explain(PolicyQuestion question, TimeProvider clock)
    {
        var settings = Settings(stored: question.Preset is null);
        var preset = Preset(question.Preset, settings);
        if (ExplainedEffects.NotYet(question.Effect) is { } row)
        {
            return Unknown(question, preset, row);
        }

        var effect = ExplainedEffects.Plan(question, ServerParts.Model(settings.Llm), clock.GetUtcNow());
        var grants = (question.Grants ?? []).Select(Grant).OfType<Grant>().ToList();
        var caller = question.AsOwner ? Caller.Owner : Caller.Assistant;
        var trial = new Trial(
            effect,
            caller,
            question.Tainted,
            question.Private,
            question.Copied,
            preset,
            grants,
            other => new GatePolicy(OwnEndpoints.Of(settings.Llm.BaseUrl), clock, other)
        );
        var decision = trial.Decide();
        return new PolicyExplanation(
            effect.Kind.Wire(),
            effect.Line,
            preset.Wire(),
            question.Preset is null ? FromEnvironment : question.PresetFrom,
            question.AsOwner ? "owner" : "assistant",
            Context(question, trial),
            (int?)decision.Row,
            DecisionText.Word(decision),
            DecisionText.Reason(decision),
            DecisionText.Sentence(decision, caller),
            grants.Find(grant => grant.Id == (decision as Decision.Allow)?.GrantId)?.Line,
            question.Grants is not null,
            [.. trial.Changes(decision, clock.GetUtcNow())]
        );
    }

    // An effect that nothing can plan: said plainly, and never worth a question to the policy.
    private static PolicyExplanation Unknown(PolicyQuestion question, PolicyPreset preset, PolicyTableRow row)
    {
        var denied = new Decision.Deny(DenyReason.NoRule);
        return new PolicyExplanation(
            question.Effect,
            row.Effects,
            preset.Wire(),
            question.Preset is null ? FromEnvironment : question.PresetFrom,
            question.AsOwner ? "owner" : "assistant",
            new PolicyContextView(ApprovalViews.View(Label.OfOwner), question.Tainted, question.Copied),
            Row: null,
            DecisionText.Word(denied),
            DecisionText.Reason(denied),
            $"{DenyReasonText.Describe(DenyReason.NoRule)} Nothing in this version can plan {question.Effect}; row {(int)row.Row} of the table "
                + "will be about it. Until it has a rule, it is denied, whoever asks.",
            Grant: null,
            question.Grants is not null,
            []
        );
    }

    private static PolicyContextView Context(PolicyQuestion question, Trial trial) =>
        new(ApprovalViews.View(PolicyTrial.LabelOf(trial.Seen())), question.Tainted, question.Copied);

    private static Grant? Grant(GrantView view) =>
        HostPattern.TryParse(view.Host, out var host, out _)
        && PathPrefix.TryParse(view.Path, out var path, out _)
        && WebMethods.Parse(view.Method) is { } method
            ? new Grant(view.Id, host, view.Port, method, path, view.Since, view.Expires)
            : null;

    private static PolicyPreset Preset(string? name, ServerSettings settings) =>
        name is null ? settings.Policy
        : PolicyPresets.Parse(name) is { } preset ? preset
        : throw new NotExplainableException($"There is no preset {name}. Presets: balanced, strict, autonomous.");

    // What is stored counts only where no server was asked: what one has open is read through it.
    private static ServerSettings Settings(bool stored)
    {
        var sources = SettingSources.Of(FrozenDictionary<string, string>.Empty, EnvironmentSource.Read());
        var (settings, problems) = SettingsReader.Read(sources.Given());
        if (stored)
        {
            (settings, problems) = SettingsReader.Read(WithStored(sources, settings.Home));
        }

        problems = sources.AllProblems(problems);
        return problems.Count == 0
            ? settings
            : throw new NotExplainableException($"A server would not start with these settings: {string.Join("; ", problems)}");
    }

    private static Dictionary<string, string> WithStored(SettingSources sources, string home)
    {
        try
        {
            return sources.With(SettingTable.ReadFrom(Path.Combine(home, "gatehouse.db")));
        }
        catch (IOException problem)
        {
            throw new NotExplainableException(problem.Message);
        }
    }
}
