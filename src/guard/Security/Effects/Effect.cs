namespace Gatehouse.Security.Effects;

/// <summary>
/// Something that is wanted of the world, described and not yet done. Immutable and closed: the cases stand beside this file,
/// and only this assembly can add one.
/// </summary>
public abstract record Effect
{
    private protected Effect() { }

    public abstract EffectKind Kind { get; }

    public abstract Durability Durability { get; }

    public abstract Repeat Repeat { get; }

    /// <summary>One short line for the ledger and the log: says what, never the content.</summary>
    public abstract string Line { get; }

    internal abstract void Write(CanonicalWriter writer);
}
