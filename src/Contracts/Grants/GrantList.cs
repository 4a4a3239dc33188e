namespace Gatehouse.Contracts.Grants;

/// <summary>The standing approvals, oldest first.</summary>
public sealed record GrantList(IReadOnlyList<GrantView> Grants);
