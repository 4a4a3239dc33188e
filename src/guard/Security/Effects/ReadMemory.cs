namespace Gatehouse.Security.Effects;

/// <summary>Reads one memory document, lists those of a folder, or searches them.</summary>
/// <param name="Path">
/// Document to read; a folder to list when it ends with a slash, all documents for a slash alone; empty when <paramref name="Query"/> is given.
/// </param>
/// <param name="Query">Words to search for; empty when <paramref name="Path"/> is given.</param>
/// <param name="Limit">Most results of a search, 1 to 50, or most names of a list, 1 to 1,000.</param>
public sealed record ReadMemory(string Path, string Query, int Limit) : Effect
{
    public override EffectKind Kind => EffectKind.ReadMemory;

    public override Durability Durability => Durability.Metered;

    public override Repeat Repeat => Repeat.Safe;

    public override string Line =>
        IsList ? "list memory"
        : Path.Length > 0 ? "read memory"
        : "search memory";

    public bool IsList => Path.EndsWith('/');

    internal override void Write(CanonicalWriter writer)
    {
        writer.Text("path", Path);
        writer.Text("query", Query);
        writer.Number("limit", Limit);
    }
}
