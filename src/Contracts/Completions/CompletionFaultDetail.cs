namespace Gatehouse.Contracts.Completions;

/// <summary>Cause and fix, with the names that programs decide by.</summary>
/// <param name="Param">The member of the request that is wrong; null when it is none.</param>
public sealed record CompletionFaultDetail(string Message, string Type, string? Param, string? Code);
