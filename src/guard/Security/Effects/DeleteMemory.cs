namespace Gatehouse.Security.Effects;

/// <summary>Deletes one memory document, whole and for good.</summary>
public sealed record DeleteMemory(string Path) : Effect
{
    public override EffectKind Kind => EffectKind.DeleteMemory;

    public override Durability Durability => Durability.Durable;

    // The driver marks the effect's id in the same transaction, so a begun deletion can be looked up after a crash.
    public override Repeat Repeat => Repeat.Safe;

    public override string Line => "delete a memory document";

    internal override void Write(CanonicalWriter writer) => writer.Text("path", Path);
}
