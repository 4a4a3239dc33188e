using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Unknowns;

/// <summary>An effect of which nobody knows whether it happened: it waits for the owner's word and is never repeated by itself.</summary>
/// <param name="Line">The effect's one line, scanned for secrets.</param>
/// <param name="Since">When its outcome was recorded as unknown.</param>
public sealed record UnknownEffect(
    EffectId Id,
    EffectKind Kind,
    Digest Digest,
    string Line,
    ThreadId? Thread,
    TurnId? Turn,
    int? Approval,
    DateTimeOffset Since
);
