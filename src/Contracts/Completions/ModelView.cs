namespace Gatehouse.Contracts.Completions;

/// <summary>One model.</summary>
/// <param name="Created">Unix time, seconds: since when this server offers it.</param>
public sealed record ModelView(string Id, string Object, long Created, string OwnedBy);
