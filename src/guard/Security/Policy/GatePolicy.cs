using System.Collections.Immutable;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Net;

namespace Gatehouse.Security.Policy;

/// <summary>
/// The policy table at work. Rows are asked in the order of <c>_rows</c>: where it would go (row 11), then what it is. The first that
/// speaks wins, and silence denies: an effect of a row that has no rule yet cannot happen. <see cref="PolicyTable"/> says it in words.
/// </summary>
/// <remarks>
/// Pure and thread-safe. An approval for exactly these bytes turns Ask into Allow; nothing turns Deny. It judges names and literal
/// addresses only: what a name resolves to is judged by the same <see cref="AddressClassifier"/> when the connection is made.
/// </remarks>
public sealed class GatePolicy
{
    /// <summary>
    /// Pages that a turn with untrusted text may read without a question. Which of a page's links is followed says something, up to the
    /// logarithm of their number each time; 8 reads bound it to a few bytes per turn.
    /// </summary>
    public const int MaxCopiedReads = 8;

    private readonly ImmutableArray<ConfiguredEndpoint> _endpoints;
    private readonly TimeProvider _clock;
    private readonly ImmutableArray<(PolicyRow Number, Rule Rule)> _rows;

    public GatePolicy(ImmutableArray<ConfiguredEndpoint> endpoints, TimeProvider clock, PolicyPreset preset = PolicyPreset.Balanced)
    {
        (_endpoints, _clock, Preset) = (endpoints, clock, preset);
        _rows =
        [
            (PolicyRow.PrivateTargets, PrivateTarget),
            (PolicyRow.ModelCalls, Model),
            (PolicyRow.OwnReads, OwnRead),
            (PolicyRow.Pages, Page),
            (PolicyRow.Requests, Request),
            (PolicyRow.MemoryWrites, MemoryWrite),
            (PolicyRow.Deletions, Deletion),
            (PolicyRow.Authority, Authority),
        ];
    }

    private delegate Decision? Rule(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants);

    public PolicyPreset Preset { get; }

    /// <summary>The same with another preset.</summary>
    public GatePolicy With(PolicyPreset preset) => new(_endpoints, _clock, preset);

    public Decision Decide(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants, Approval? approval)
    {
        try
        {
            var decision = IsOutside(effect, context)
                ? new Decision.Deny(DenyReason.OutsideItsTask)
                : Judged(FirstToSpeak(effect, context, grants) ?? new Decision.Deny(DenyReason.NoRule), effect, context);
            return decision is Decision.Ask && approval is not null && approval.Digest == Digest.Of(EffectCodec.Encode(effect))
                ? new Decision.Allow(ByApproval: true) { Row = decision.Row }
                : decision;
        }
#pragma warning disable CA1031 // Whatever went wrong while deciding, the answer is no.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new Decision.Deny(DenyReason.DecisionFailed);
        }
    }

    /// <summary>Why nobody may go to this target; null when the table has nothing against it.</summary>
    public Decision.Deny? Judge(string egressCaller, RequestTarget target)
    {
        var named = _endpoints.Any(endpoint => endpoint.Is(egressCaller, target));
        var literal = target.Host.Literal is null ? (AddressClass?)null : AddressClassifier.Classify(target.Host.Literal);
        return literal == AddressClass.Metadata || ForbiddenNames.IsMetadata(target.Host) ? new(DenyReason.MetadataAddress)
            : named ? null
            : ForbiddenNames.IsForbidden(target.Host) ? new(DenyReason.LocalName)
            : literal is not null && !AddressClassifier.IsPublic(literal.Value) ? new(DenyReason.PrivateAddress)
            : null;
    }

    /// <summary>Why this caller, by what it is for, may not go there; null when it may. Row 1: the configured server; row 4: HTTPS.</summary>
    public Decision.Deny? JudgeCaller(string egressCaller, RequestTarget target) =>
        egressCaller == EffectCallers.Model && !_endpoints.Any(endpoint => endpoint.Is(egressCaller, target))
            ? new(DenyReason.UnknownModelServer)
        : egressCaller == EffectCallers.Http && target.Scheme != WebScheme.Https ? new(DenyReason.HttpsOnly)
        : null;

    // What was allowed as a whole allows its parts, and nothing else.
    private static bool IsOutside(Effect effect, EffectContext context) =>
        context.Within is { } whole ? !whole.Includes(effect) : context.Caller == Caller.Program && effect is not ModelCall;

    // Whatever a row allows or would ask: a credential is not sent and not kept.
    private static Decision Judged(Decision decision, Effect effect, EffectContext context) =>
        decision is not Decision.Deny && (SecretsInEffect.Any(effect) || SecretsInEffect.InPromptOf(context.Caller, effect))
            ? new Decision.Deny(DenyReason.SecretInRequest) { Row = decision.Row }
            : decision;

    private Decision? FirstToSpeak(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants)
    {
        foreach (var (number, rule) in _rows)
        {
            if (rule(effect, context, grants) is { } decision)
            {
                return decision with { Row = number };
            }
        }

        return null;
    }

    // Row 11.
    private Decision.Deny? PrivateTarget(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants) =>
        EffectTargets.Of(effect) is { } target ? Judge(EffectCallers.Of(effect), target) : null;

    // Row 1.
    private Decision? Model(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants) =>
        effect is not ModelCall call ? null
        : call.Endpoint is not null && JudgeCaller(EffectCallers.Model, call.Endpoint) is { } deny ? deny
        : new Decision.Allow();

    // Row 2.
    private Decision.Allow? OwnRead(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants) =>
        effect is Compute or ReadMemory or ExtractValue { Target: null } ? new Decision.Allow() : null;

    // Row 3. An extraction tells its page's host as much as reading the page does; once it was allowed, so was the page.
    private Decision? Page(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants)
    {
        if (effect is not (FetchPage or ExtractValue) || EffectTargets.Of(effect) is not { } target)
        {
            return null;
        }

        var tainted = context.Label.IsUntrusted;
        return context.Caller == Caller.Owner || context.Within is not null ? new Decision.Allow()
            : !target.IsDefaultPort && (Preset == PolicyPreset.Strict || !CopiedAddress.IsTyped(target, context))
                ? new Decision.Ask(AskReason.UnusualPort, Grantable: false)
            : tainted && !CopiedAddress.IsIn(target, context) ? new Decision.Ask(AskReason.MayCarryPrivateData, Grantable: false)
            : Preset == PolicyPreset.Strict && !CopiedAddress.IsTyped(target, context)
                ? new Decision.Ask(AskReason.AddressNotTyped, Grantable: false)
            : tainted && context.PagesRead >= MaxCopiedReads ? new Decision.Ask(AskReason.ManyPages, Grantable: false)
            : new Decision.Allow();
    }

    // Row 4.
    private Decision? Request(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants)
    {
        if (effect is not HttpRequest request)
        {
            return null;
        }

        if (JudgeCaller(EffectCallers.Http, request.Target) is { } deny)
        {
            return deny;
        }

        if (context.Caller == Caller.Owner)
        {
            return new Decision.Allow();
        }

        var now = _clock.GetUtcNow();
        return grants.FirstOrDefault(grant => grant.Covers(request, now)) is { } covering
            ? new Decision.Allow(covering.Id)
            : new Decision.Ask(AskReason.RequestEachTime, Grantable: true);
    }

    // Row 6: untrusted text may add to memory, labelled; it may neither become an instruction nor take anything away.
    private Decision? MemoryWrite(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants) =>
        effect is not WriteMemory write ? null
        : !context.Label.IsUntrusted || context.Caller == Caller.Owner ? new Decision.Allow()
        : IdentityFiles.Include(write.Path) ? new Decision.Deny(DenyReason.IdentityFile)
        : !write.Append ? new Decision.Ask(AskReason.ReplacesMemory, Grantable: false)
        : Preset == PolicyPreset.Strict ? new Decision.Ask(AskReason.AddsToMemory, Grantable: false)
        : new Decision.Allow();

    // Row 10. No approval turns it: what a model proposes, the owner does himself or not at all.
    private Decision? Authority(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants) =>
        effect is not (ChangeSettings or CreateToken) ? null
        : context.Caller == Caller.Owner ? new Decision.Allow()
        : new Decision.Deny(DenyReason.OwnersAlone);

    // Row 12.
    private Decision? Deletion(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants) =>
        effect is not DeleteMemory ? null
        : context.Caller == Caller.Owner ? new Decision.Allow()
        : new Decision.Ask(AskReason.Deletes, Grantable: false);
}
