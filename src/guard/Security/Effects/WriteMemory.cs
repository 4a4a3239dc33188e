namespace Gatehouse.Security.Effects;

/// <summary>Writes one memory document.</summary>
/// <param name="Append">True adds a paragraph; false replaces the document.</param>
public sealed record WriteMemory(string Path, string Content, bool Append) : Effect
{
    public override EffectKind Kind => EffectKind.WriteMemory;

    public override Durability Durability => Durability.Durable;

    // The row carries the effect's id and is written once, so a begun write can be looked up after a crash.
    public override Repeat Repeat => Repeat.Safe;

    public override string Line => $"{(Append ? "add to" : "write")} memory ({Content.Length} characters)";

    internal override void Write(CanonicalWriter writer)
    {
        writer.Text("path", Path);
        writer.Text("content", Content);
        writer.Flag("append", Append);
    }
}
