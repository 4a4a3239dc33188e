namespace Gatehouse.Contracts.Ledger;

/// <summary>Something wrong with a ledger, and where.</summary>
public sealed record ProblemView(long Seq, string Problem, string Detail);
