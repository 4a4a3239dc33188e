using Gatehouse.Security.Labels;

namespace Gatehouse.Gate.Approvals;

/// <summary>An effect that had to wait for the owner has ended.</summary>
/// <param name="Text">What the asker gets to read in place of the placeholder: the scanned result, or why there is none.</param>
public sealed record SettledEffect(ApprovalRecord Approval, SettledAs How, string Text, Label Label)
{
    /// <summary>What in an untrusted text tries to steer its reader, by wire names.</summary>
    public IReadOnlyList<string> Signals { get; init; } = [];
}

/// <summary>Who is told when a waiting effect has ended. The Agent implements it and starts a continuation turn.</summary>
public interface ISettledEffects
{
    /// <summary>Takes the result over durably. May be called again for the same approval after a crash: the second call does nothing.</summary>
    Task SettledAsync(SettledEffect settled, CancellationToken ct);
}
