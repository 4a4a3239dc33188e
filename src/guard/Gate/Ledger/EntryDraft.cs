using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Ledger;

/// <summary>What is to be recorded; the ledger adds number, time and hashes.</summary>
/// <param name="Line">One line for people, scanned for secrets before it gets here. Never content.</param>
public sealed record EntryDraft(
    EntryKind Kind,
    string Line,
    EffectId? Effect = null,
    EffectKind? EffectKind = null,
    Digest? Digest = null,
    ThreadId? Thread = null,
    TurnId? Turn = null,
    int? Approval = null,
    long? Size = null
);
