namespace Gatehouse.Contracts.Completions;

/// <summary>The models that are configured.</summary>
public sealed record ModelList(string Object, IReadOnlyList<ModelView> Data);
