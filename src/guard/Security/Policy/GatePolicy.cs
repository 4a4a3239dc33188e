using System.Collections.Immutable;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Net;

namespace Gatehouse.Security.Policy;

/// <summary>
/// The policy table (preset "balanced"). Order: where it would go, then what it is; the first rule that speaks wins, and silence denies.
/// <list type="number">
/// <item>Targets: local names, private and metadata addresses (row 11).</item>
/// <item>Model calls: the configured server only (row 1).</item>
/// <item>Pure functions and memory (rows 2 and 6).</item>
/// <item>Pages (row 3).</item>
/// <item>Composed requests (row 4).</item>
/// <item>An approval for exactly these bytes turns Ask into Allow. Nothing turns Deny.</item>
/// </list>
/// </summary>
/// <remarks>
/// Pure and thread-safe. It judges names and literal addresses only: what a name resolves to is judged by the same
/// <see cref="AddressClassifier"/> when the connection is made.
/// </remarks>
public sealed class GatePolicy(ImmutableArray<ConfiguredEndpoint> endpoints, TimeProvider clock)
{
    /// <summary>
    /// Pages that a turn with untrusted text may read without a question. Which of a page's links is followed says something, up to the
    /// logarithm of their number each time; 8 reads bound it to a few bytes per turn.
    /// </summary>
    public const int MaxCopiedReads = 8;

    public Decision Decide(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants, Approval? approval)
    {
        try
        {
            var decision = Target(effect) ?? ByKind(effect, context, grants) ?? new Decision.Deny(DenyReason.NoRule);
            return decision is Decision.Ask && approval is not null && approval.Digest == Digest.Of(EffectCodec.Encode(effect))
                ? new Decision.Allow(ByApproval: true)
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
        var named = endpoints.Any(endpoint => endpoint.Is(egressCaller, target));
        var literal = target.Host.Literal is null ? (AddressClass?)null : AddressClassifier.Classify(target.Host.Literal);
        return literal == AddressClass.Metadata || ForbiddenNames.IsMetadata(target.Host) ? new(DenyReason.MetadataAddress)
            : named ? null
            : ForbiddenNames.IsForbidden(target.Host) ? new(DenyReason.LocalName)
            : literal is not null && !AddressClassifier.IsPublic(literal.Value) ? new(DenyReason.PrivateAddress)
            : null;
    }

    /// <summary>Why this caller, by what it is for, may not go there; null when it may. Row 1: the configured server; row 4: HTTPS.</summary>
    public Decision.Deny? JudgeCaller(string egressCaller, RequestTarget target) =>
        egressCaller == EffectCallers.Model && !endpoints.Any(endpoint => endpoint.Is(egressCaller, target))
            ? new(DenyReason.UnknownModelServer)
        : egressCaller == EffectCallers.Http && target.Scheme != WebScheme.Https ? new(DenyReason.HttpsOnly)
        : null;

    private Decision.Deny? Target(Effect effect) => EffectTargets.Of(effect) is { } target ? Judge(EffectCallers.Of(effect), target) : null;

    private Decision? ByKind(Effect effect, EffectContext context, IReadOnlyCollection<Grant> grants) =>
        effect switch
        {
            ModelCall call => Model(call),
            Compute or ReadMemory => new Decision.Allow(),
            WriteMemory write => Memory(write, context),
            FetchPage page => Page(page, context),
            HttpRequest request => Request(request, context, grants),
            _ => null,
        };

    private Decision Model(ModelCall call) =>
        call.Endpoint is not null && JudgeCaller(EffectCallers.Model, call.Endpoint) is { } deny ? deny : new Decision.Allow();

    // Row 6: untrusted text may add to memory, labelled; it may neither become an instruction nor take anything away (row 12).
    private static Decision Memory(WriteMemory write, EffectContext context) =>
        !context.Label.IsUntrusted || context.Caller == Caller.Owner ? new Decision.Allow()
        : IdentityFiles.Include(write.Path) ? new Decision.Deny(DenyReason.IdentityFile)
        : write.Append ? new Decision.Allow()
        : new Decision.Ask(AskReason.ReplacesMemory, Grantable: false);

    private static Decision Page(FetchPage page, EffectContext context) =>
        context.Caller == Caller.Owner ? new Decision.Allow()
        : !page.Target.IsDefaultPort ? new Decision.Ask(AskReason.UnusualPort, Grantable: false)
        : !context.Label.IsUntrusted ? new Decision.Allow()
        : !CopiedAddress.IsIn(page.Target, context) ? new Decision.Ask(AskReason.MayCarryPrivateData, Grantable: false)
        : context.PagesRead >= MaxCopiedReads ? new Decision.Ask(AskReason.ManyPages, Grantable: false)
        : new Decision.Allow();

    private Decision Request(HttpRequest request, EffectContext context, IReadOnlyCollection<Grant> grants)
    {
        if (JudgeCaller(EffectCallers.Http, request.Target) is { } deny)
        {
            return deny;
        }

        if (context.Caller == Caller.Owner)
        {
            return new Decision.Allow();
        }

        var now = clock.GetUtcNow();
        return grants.FirstOrDefault(grant => grant.Covers(request, now)) is { } covering
            ? new Decision.Allow(covering.Id)
            : new Decision.Ask(AskReason.RequestEachTime, Grantable: true);
    }
}
