namespace Gatehouse.Contracts.Policy;

/// <summary>What the policy says of one effect, and why.</summary>
/// <param name="Effect">Its kind, such as http_request.</param>
/// <param name="Line">What it would do, in the words of the ledger.</param>
/// <param name="Caller">owner or assistant.</param>
/// <param name="Row">The row of the table that speaks, 1 to 12; null when none does.</param>
/// <param name="Decision">allow, ask or deny.</param>
/// <param name="Reason">Stable name of the reason, as the ledger has it.</param>
/// <param name="Grant">The standing grant that covers it; null when none does.</param>
/// <param name="GrantsLookedAt">False when no running server was asked for its grants.</param>
public sealed record PolicyExplanation(
    string Effect,
    string Line,
    string Preset,
    string PresetFrom,
    string Caller,
    PolicyContextView Context,
    int? Row,
    string Decision,
    string Reason,
    string Sentence,
    string? Grant,
    bool GrantsLookedAt,
    IReadOnlyList<PolicyChange> WhatWouldChangeIt
);
