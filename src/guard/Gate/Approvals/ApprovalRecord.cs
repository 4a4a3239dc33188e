using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Gate.Approvals;

/// <summary>Where an approval stands. Moves only forward.</summary>
public enum ApprovalState
{
    /// <summary>The owner has not answered.</summary>
    Pending,

    /// <summary>The owner said yes; the effect has not begun.</summary>
    Approved,

    /// <summary>The effect has begun: the approval is used up.</summary>
    Consumed,

    /// <summary>The effect has an end; its thread has not been told yet.</summary>
    Settled,

    /// <summary>Over: told, refused or expired, and its thread knows.</summary>
    Closed,
}

/// <summary>How an asked effect ended.</summary>
public enum SettledAs
{
    None,
    Done,
    Failed,
    RefusedByOwner,
    Expired,
    DeniedByPolicy,
    Stopped,
    BudgetExhausted,
    Interrupted,
    UnknownOutcome,
}

/// <summary>One question to the owner, with everything that the answer needs.</summary>
/// <param name="Number">Shown as A12.</param>
/// <param name="Effect">The id that the effect keeps through asking, running and settling.</param>
/// <param name="Bytes">The canonical bytes: what the card shows and what will run. Empty once retention dropped them, long after the end.</param>
/// <param name="Label">Of the context that asked.</param>
/// <param name="Source">What taints that context, for the card; null when nothing does.</param>
public sealed record ApprovalRecord(
    int Number,
    EffectId Effect,
    Digest Digest,
    byte[] Bytes,
    AskReason Reason,
    bool Grantable,
    Invocation From,
    ThreadId? Thread,
    TurnId? Turn,
    Label Label,
    string? Source,
    DateTimeOffset Created,
    DateTimeOffset Expires,
    ApprovalState State,
    SettledAs Settled,
    string? Note
)
{
    public string Name => NameOf(Number);

    public static string NameOf(int number) => $"A{number}";

    /// <summary>Reads <c>A12</c>; null when the text is no approval's name.</summary>
    public static int? ParseName(string? name) =>
        name is ['A', .. var digits] && digits.Length is > 0 and < 10 && digits.All(char.IsAsciiDigit) && digits[0] != '0'
            ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture)
            : null;
}

/// <summary>Which call of which tool wants the effect.</summary>
public sealed record Invocation(string Tool, string CallId);
